import { expect, test } from 'vitest';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import type { HeadAnswer, UploadRequest } from '../../shared/protocol/till.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { testTexts } from '../register/test-texts.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isOffline, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const quota = () =>
  Object.assign(new Error('full'), {
    name: 'AbortError',
    inner: Object.assign(new Error(), { name: 'QuotaExceededError' }),
  });

for (const kind of ['memory', 'dexie'] as const) {
  test(`[SYN10] [JRN3] a full disk refuses the sale in words, shows nothing as sold, and the next sale goes on (${kind})`, async () => {
    const world = await World.start();
    const machine = new Machine(world, kind);
    const till = await openCounter(machine);
    await sellFor(till, quickPicks(till));
    const lines = quickPicks(till);
    const payment = { method: 'cash', tendered: till.price(lines).total, reference: null } as const;
    machine.beforeWrite = (collection) => {
      if (collection === 'journal') throw quota();
    };
    expect(await till.sell(lines, payment)).toMatchObject({ ok: false, refusal: { code: 'storage.full' } });
    machine.beforeWrite = (collection) => {
      if (collection === 'journal') throw new Error('I/O error');
    };
    expect(await till.sell(lines, payment)).toMatchObject({ ok: false, refusal: { code: 'storage.failed' } });
    expect(await till.recentTickets(10)).toHaveLength(1);
    machine.beforeWrite = () => {};
    await sellFor(till, lines);
    await until(till, 'sent', isSent);
    expect(await world.all<Ticket>('tickets')).toHaveLength(2);
    expect(await world.all('quarantine')).toEqual([]);
  });
}

for (const kind of ['memory', 'dexie'] as const) {
  test(`[SYN10] [SYN7] a till that starts with a full disk sends what is unsent, says so, and sells again when there is room (${kind})`, async () => {
    const world = await World.start();
    const machine = new Machine(world, kind);
    let till = await openCounter(machine);
    await until(till, 'sent', isSent);
    await cutOff(machine, till);
    for (let i = 0; i < 10; i++) await sellFor(till, quickPicks(till));
    machine.beforeWrite = () => {
      throw quota();
    };
    machine.plugged = true;
    till = await machine.restart();
    await until(till, 'ready', isReady);
    await until(till, 'sent', isSent);
    expect(await world.all<Ticket>('tickets')).toHaveLength(10);
    expect(till.state().storage.full).toBe(true);
    const lines = quickPicks(till);
    const payment = { method: 'cash', tendered: till.price(lines).total, reference: null } as const;
    expect(await till.sell(lines, payment)).toMatchObject({ ok: false, refusal: { code: 'storage.full' } });
    machine.beforeWrite = () => {};
    await sellFor(till, lines);
    expect(till.state().storage.full).toBe(false);
    await until(till, 'sent', isSent);
    till = await machine.restart();
    await until(till, 'ready', isReady);
    await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    expect(await world.all<Ticket>('tickets')).toHaveLength(12);
    expect(await world.all('quarantine')).toEqual([]);
  });
}

const failedStarts: Readonly<Record<string, { readonly thrown: unknown; readonly refusal: object }>> = {
  'a full disk': { thrown: quota(), refusal: { code: 'storage.full', values: { context: 'start' } } },
  'an error without a message': {
    thrown: Object.assign(new Error(), { name: 'UnknownError' }),
    refusal: { code: 'till.failed', values: { reason: 'UnknownError' } },
  },
  'an error around another': {
    thrown: Object.assign(new Error(), { inner: new Error('the disk does not answer') }),
    refusal: { code: 'till.failed', values: { reason: 'the disk does not answer' } },
  },
  'nothing at all': { thrown: null, refusal: { code: 'till.failed', values: { reason: 'null' } } },
  'an empty text': { thrown: ' ', refusal: { code: 'till.failed', values: { reason: 'Error' } } },
};
for (const [what, { thrown, refusal }] of Object.entries(failedStarts)) {
  test(`[SYN10] a start that fails of ${what} says so in words`, async () => {
    const machine = new Machine(await World.start());
    machine.beforeWrite = () => {
      throw thrown;
    };
    const { phase } = await until(machine.start(), 'failed', (state) => state.phase.phase === 'failed');
    expect(phase).toMatchObject({ refusal });
    if (phase.phase !== 'failed') return;
    for (const language of ['en', 'es'] as const) {
      const words = refusalText(testTexts(language).t, phase.refusal);
      expect(words).toMatch(/\p{L}/u);
      expect(words).not.toMatch(/\(\s*\)|\{\{/);
    }
  });
}

test('[SYN10] a write that fails but stands is taken as committed: no number is used twice', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  machine.afterWrite = (collection) => {
    if (collection === 'journal') throw new Error('the connection to the disk was lost');
  };
  await sellFor(till, quickPicks(till));
  machine.afterWrite = () => {};
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  expect(await world.all<Ticket>('tickets')).toHaveLength(2);
});

test('[SYN10] [SYN5] a page that cannot be written moves no cursor; the next try brings all of it', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const other = new Machine(world);
  const [till, second] = [await openCounter(machine), await openCounter(other, 1)];
  let failures = 0;
  machine.beforeWrite = (collection) => {
    if (!collection.startsWith('documents') || failures >= 3) return;
    failures += 1;
    throw quota();
  };
  const sale = await sellFor(second, quickPicks(second));
  await until(second, 'sent', isSent);
  await until(till, 'pulled', (state) => state.view!.dayTotals.length > 0);
  expect(failures).toBe(3);
  const found = await till.findTicket(sale.tickets[0]!.ticket.ticket_number);
  expect(found).toMatchObject({ ok: true, value: { ownTill: false } });
});

test('a second window waits politely and takes over when the first one closes', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const first = await openCounter(machine);
  const second = machine.startAnother();
  await until(second, 'other window', (state) => state.phase.phase === 'other_window');
  await sellFor(first, quickPicks(first));
  await first.close();
  await until(second, 'ready', isReady);
  await sellFor(second, quickPicks(second));
  await until(second, 'sent', isSent);
  expect(await world.all<Ticket>('tickets')).toHaveLength(2);
});

test('[JRN4] entries stay 35 days of the server’s time beyond their confirmation; the chain goes on after them', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  for (let i = 0; i < 5; i++) await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  const day = 24 * 3_600_000;
  for (let days = 0; days < 27; days += 9) {
    till = await machine.restart();
    await until(till, 'pulled', (state) => isReady(state) && state.connection.state === 'online');
    if (!till.state().session) granted(await till.signIn('manager', demoPassword));
    await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    world.clock.pass(9 * day);
  }
  expect(machine.journalKeys().length, 'nothing is gone before its time').toBe(12);
  world.clock.pass(18 * day);
  till = await machine.restart();
  await until(till, 'tidied', () => machine.journalKeys().length < 12);
  granted(await till.signIn('manager', demoPassword));
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  machine.plugged = false;
  till = await machine.restart();
  await until(till, 'ready offline', (state) => isReady(state) && isOffline(state));
  expect((await till.recentTickets(20)).length).toBe(9);
  expect(await world.all('quarantine')).toEqual([]);
});

test('[SYN10] a disk that is full when a snapshot is to be swapped in leaves the documents in use alone', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  let loads = 0;
  machine.intercept = (url) => {
    if (url.pathname === '/api/snapshot' && url.searchParams.get('stream') === 'chain') loads += 1;
    // The second load gets as far as to empty the other generation, then the network is gone.
    if (url.pathname === '/api/snapshot' && loads > 1) throw new TypeError('fetch failed');
    if (url.pathname !== '/api/changes' || !url.searchParams.has('after')) return null;
    return Response.json({ code: 'snapshot_needed', message: 'take a snapshot' }, { status: 409 });
  };
  machine.beforeWrite = (collection) => {
    if (loads > 0 && collection === 'marks') throw quota();
  };
  till.sendNow();
  await until(till, 'asked for twice', () => loads > 1);
  machine.plugged = false;
  machine.beforeWrite = () => {};
  till = await machine.restart();
  await until(till, 'ready offline', isReady);
  await sellFor(till, quickPicks(till));
});

test.each<[string, (asked: object, other: object) => object]>([
  ['another till’s', (asked, other) => ({ ...other, nonce: (asked as HeadAnswer).nonce })],
  ['that of another epoch', (asked) => ({ ...asked, epoch: 2 })],
  ['one to another request', (asked) => ({ ...asked, nonce: 'n'.repeat(22) })],
])('[JRN5] [SYN12] a head that is %s ends no journal, however often it is answered', async (_whose, mix) => {
  const world = await World.start();
  const machine = new Machine(world);
  const other = new Machine(world);
  const till = await openCounter(machine);
  const otherTill = await openCounter(other, 1);
  for (let n = 0; n < 3; n++) await sellFor(otherTill, quickPicks(otherTill));
  await until(otherTill, 'sent', isSent);
  await until(till, 'sent', isSent);
  const { token } = JSON.parse(other.secrets.get('papers')!).epochs[0];
  let wrong = 0;
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/head' || wrong > 3) return null;
    wrong += 1;
    const ask = async (headers: HeadersInit) => {
      const answer = await fetch(`http://127.0.0.1:${world.port}/api/head${url.search}`, {
        ...init,
        headers,
      });
      return (await answer.json()) as HeadAnswer;
    };
    const asked = await ask(init.headers ?? {});
    const strange = mix(asked, await ask({ authorization: `Bearer ${token}` }));
    return Response.json({ ...strange, seq: 900, hash: 'f'.repeat(64), status: 'revoked' });
  };
  till.sendNow();
  await until(till, 'answered wrongly', () => wrong > 3);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  expect(till.state()).toMatchObject({ phase: { phase: 'ready' }, stopped: null });
  expect(await world.all<Ticket>('tickets')).toHaveLength(4);
  expect(await world.all('quarantine')).toEqual([]);
});

test('[SYN1] [SYN7] an upload that another till’s answer comes to is not taken for sent', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  let mixed = 0;
  machine.intercept = (url, init) => {
    if (url.pathname !== '/api/entries' || mixed > 0) return null;
    mixed += 1;
    const { entries, nonce } = JSON.parse(String(init.body)) as UploadRequest;
    const { epoch, seq, hash } = entries.at(-1)!;
    const server_time = new Date(world.clock.nowMs()).toISOString();
    return Response.json({
      nonce,
      device_id: 'b'.repeat(24),
      epoch,
      seq,
      hash,
      status: 'active',
      server_time,
    });
  };
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  expect(mixed).toBe(1);
  expect(await world.all<Ticket>('tickets')).toHaveLength(1);
});

test('[SYN10] [SEC6] a disk that is full right after the enrolment asks for a new start, not for another code', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = machine.start();
  await until(till, 'not enrolled', (state) => state.phase.phase === 'not_enrolled');
  machine.beforeWrite = (collection) => {
    if (collection === 'journal') throw quota();
  };
  granted(await till.enrol(demoTerminals[0]!.activation_code));
  expect(till.state().phase).toMatchObject({ phase: 'failed', refusal: { code: 'storage.full' } });
  machine.beforeWrite = () => {};
  till = await machine.restart();
  await until(till, 'ready', isReady);
});

test('[SYN10] a full disk refuses in words to hold or resume a basket and to settle a slip, and changes nothing', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  const { tickets } = await sellFor(till, quickPicks(till));
  const numbers = tickets.map(({ ticket }) => ticket.ticket_number);
  const [line] = quickPicks(till);
  const { lottery_id: lotteryId, draw_dates: draws, boards } = line!;
  const rows = [{ lotteryId, tickets: [[...boards]], draws: [...draws], quantity: 1 }];
  const held = granted(await till.holdBasket('Red coat', rows));
  machine.beforeWrite = (collection) => {
    if (collection === 'marks') throw quota();
  };
  const full = { ok: false, refusal: { code: 'storage.full' } };
  expect(await till.holdBasket('Blue hat', rows)).toMatchObject(full);
  expect(await till.takeHeldBasket(held.number)).toMatchObject(full);
  expect(till.state().held).toEqual([held]);
  expect(await till.slipsPrinted(numbers)).toMatchObject(full);
  expect(await till.slipsGoToPaper(numbers)).toMatchObject(full);
  machine.beforeWrite = () => {};
  granted(await till.takeHeldBasket(held.number));
  granted(await till.slipsPrinted(numbers));
  expect(till.state()).toMatchObject({ held: [], unprinted: [] });
});
