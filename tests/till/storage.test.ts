import { expect, test } from 'vitest';
import { createTexts } from '../../renderer/texts/create-texts.ts';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
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
      const words = refusalText(createTexts(language).t, phase.refusal);
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

test('[SYN12] the head of another epoch is no answer: the journal goes on', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  let wrong = 0;
  machine.intercept = (url) => {
    if (url.pathname !== '/api/head' || wrong > 1) return null;
    wrong += 1;
    const head = { epoch: 2, seq: 900, hash: 'f'.repeat(64), status: 'active' };
    return Response.json({ ...head, server_time: new Date(world.clock.nowMs()).toISOString() });
  };
  till.sendNow();
  await until(till, 'answered wrongly', () => wrong > 1);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
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
