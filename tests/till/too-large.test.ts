import { expect, test } from 'vitest';
import type { HostJournalCopy } from '../../shared/host.ts';
import { entryBytes, maxEntryBytes } from '../../shared/journal/bounds.ts';
import { hashEntry } from '../../shared/journal/chain.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { signerOf } from '../../shared/journal/signature.ts';
import { ok } from '../../shared/result.ts';
import type { Quarantine } from '../../shared/schema/quarantine.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

/** The largest basket that a chain may allow: 500 tickets of 20 boards. */
async function largestBasket(world: World, machine: Machine) {
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  const [settings] = await world.all('chain_settings');
  const lottery = (await world.all('lotteries')).find((one) => 'code' in one && one.code === 'DAILY')!;
  const saved = (collection: 'chain_settings' | 'lotteries', changed: object) => {
    const { stream: _stream, rev: _rev, ...record } = changed as Record<string, unknown>;
    return { kind: 'record.saved', user_id: null, body: { collection, record } } as const;
  };
  const drafts = [
    saved('chain_settings', { ...settings!, basket_max_amount: null }),
    saved('lotteries', { ...lottery, max_boards: 20 }),
  ];
  granted(
    await world.server.streams.decide('chain', 'hq', async () => ({ ok: true, value: { value: 0, drafts } })),
  );
  await until(till, 'told', () =>
    till.state().offers.some((offer) => offer.lottery.code === 'DAILY' && offer.lottery.max_boards === 20),
  );
  const [line] = quickPicks(till, 1, 'DAILY');
  const boards = Array.from({ length: 20 }, () => till.quickPick(line!.lottery_id));
  return { till, basket: (quantity: number) => [{ ...line!, boards, quantity }] };
}

const entriesOf = async ({ server }: World, device_id: string) =>
  (await server.store.findEntries(device_id, 1, 1, 1_000)).map(({ entry }) => entry);

test('[SYN7] [JRN2] a basket that no upload has room for is refused before it is written; the largest that is sold goes up', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const { till, basket } = await largestBasket(world, machine);
  const written = machine.journalKeys().length;
  const cash = { method: 'cash', tendered: 10 ** 9, reference: null } as const;
  expect(await till.sell(basket(500), cash)).toMatchObject({ refusal: { code: 'entry.too_large' } });
  expect(machine.journalKeys().length).toBe(written);
  let [fits, beyond] = [1, 500];
  while (beyond - fits > 50) {
    const middle = Math.floor((fits + beyond) / 2);
    if ((await till.sell(basket(middle), cash)).ok) fits = middle;
    else beyond = middle;
  }
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  expect(await world.all('quarantine')).toEqual([]);
  const sizes = (await entriesOf(world, machine.journalKeys()[0]!.split('/')[0]!)).map(entryBytes);
  expect(Math.max(...sizes)).toBeGreaterThan(0.8 * maxEntryBytes);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(maxEntryBytes);
}, 60_000);

test('[SYN7] [SYN4] what another version committed although no upload has room for it goes into quarantine, what is behind it is posted, and its till still shows it', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const texts: string[] = [];
  machine.journalCopy = inMemory(texts);
  const first = await openCounter(machine);
  await cutOff(machine, first);
  await sellFor(first, quickPicks(first));
  const behind = (await sellFor(first, quickPicks(first))).tickets[0]!.ticket;
  await machine.shutDown();

  const papers = [...machine.secrets.values()].find((text) => text.includes('private_key'))!;
  const sign = await signerOf(/"private_key":"([^"]+)"/.exec(papers)![1]!);
  // The sale before the last becomes one of a version that knew no bound.
  const [large, after] = texts.slice(-2).map((text) => JSON.parse(text) as Envelope);
  const [line] = large!.body.lines as { selection: { boards: object[] } }[];
  const boards = Array.from({ length: 20 }, () => line!.selection.boards[0]!);
  const lines = Array.from({ length: 500 }, () => ({ ...line!, selection: { boards, serial: null } }));
  const body = { ...large!.body, lines };
  const sealed = await seal({ ...large!, body }, sign);
  const following = await seal({ ...after!, prev_hash: sealed.hash }, sign);
  expect(entryBytes(sealed)).toBeGreaterThan(maxEntryBytes);
  texts.splice(-2, 2, JSON.stringify(sealed), JSON.stringify(following));
  machine.wipeDisk();
  machine.plugged = true;
  const till = machine.start();
  await until(till, 'ready', isReady);
  await until(till, 'sent', isSent);

  expect(await world.all<Quarantine>('quarantine')).toMatchObject([
    { seq: sealed.seq, hash: sealed.hash, reason: 'too_large', detail: `${entryBytes(sealed)} bytes` },
  ]);
  expect((await world.all<Ticket>('tickets')).map(({ ticket_number }) => ticket_number)).toEqual([
    behind.ticket_number,
  ]);
  // Its till still shows what it sold, though the feed brings no entries.
  await until(till, 'pulled', () => machine.cursor('store') !== undefined);
  expect(await till.recentTickets(600)).toHaveLength(501);
});

async function seal(entry: Envelope, sign: (hash: string) => Promise<string>): Promise<Envelope> {
  const hash = hashEntry(entry);
  return { ...entry, hash, signature: await sign(hash) };
}

function inMemory(texts: string[]): HostJournalCopy {
  return {
    range: async () => ok({ first: Math.min(1, texts.length), last: texts.length }),
    read: async (_epoch, from, limit) => ok(texts.slice(from - 1, from - 1 + limit)),
    append: async (_epoch, added) => {
      for (const text of added) texts[(JSON.parse(text) as Envelope).seq - 1] = text;
      return ok(texts.length);
    },
    renew: async () => ok(null),
    prune: async () => ok(null),
  };
}
