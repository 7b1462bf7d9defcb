import { expect, test } from 'vitest';
import { demoLotteryId } from '../../sync-server/demo/lotteries.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const hour = 3_600_000;
const cash = { method: 'cash', tendered: 1_000_000, reference: null } as const;

test('[DRW1] [SYN8] a till that wakes after a sleep sells nothing by the time from before it', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  const closed = quickPicks(till, 1, 'DAILY');
  const open = quickPicks(till, 1, 'LUCKY');
  const { cutoff_at } = till.state().offers.find(({ lottery }) => lottery.code === 'DAILY')!.slots[0]!;
  world.clock.pass(Date.parse(cutoff_at) - world.clock.nowMs() - hour);
  await cutOff(machine, till);
  expect((await sellFor(till, closed)).tickets[0]?.ticket).toMatchObject({ clock: 'bounded' });
  world.clock.pass(3 * hour);
  machine.slept(3 * hour);
  expect(await till.sell(closed, cash)).toMatchObject({ refusal: { code: 'draw.cutoff_passed' } });
  const { tickets } = await sellFor(till, open);
  expect(tickets[0]?.ticket).toMatchObject({ clock: 'lower_bound' });
  expect(Date.parse(tickets[0]!.ticket.created_at)).toBeGreaterThan(Date.parse(cutoff_at));
  machine.plugged = true;
  till.sendNow();
  await until(till, 'the time is known again', ({ clock }) => clock.mark === 'bounded');
  expect((await sellFor(till, open)).tickets[0]?.ticket).toMatchObject({ clock: 'bounded' });
});

test('[DRW1] an answer that was under way while the machine slept does not tell the time', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  machine.intercept = async (url, init) => {
    const answer = await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init);
    machine.intercept = () => new Response('<html>Log in</html>');
    world.clock.pass(3 * hour);
    machine.slept(3 * hour);
    return answer;
  };
  till.sendNow();
  await until(till, 'offline', ({ connection }) => connection.state === 'offline');
  expect(till.state().clock.mark).toBe('lower_bound');
});

test('[DRW1] after the cut-off by the till’s best clock a draw is not sold, whatever the wall clock says', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  const lines = quickPicks(till, 1, 'DAILY');
  const { cutoff_at } = till.state().offers.find(({ lottery }) => lottery.code === 'DAILY')!.slots[0]!;
  machine.wallShiftMs = -24 * hour;
  world.clock.pass(Date.parse(cutoff_at) - world.clock.nowMs() - 60_000);
  await sellFor(till, lines);
  world.clock.pass(60_000);
  expect(till.checkBasket(lines)).toMatchObject({ refusal: { code: 'draw.cutoff_passed' } });
  expect(await till.sell(lines, cash)).toMatchObject({ refusal: { code: 'draw.cutoff_passed' } });
  expect(
    till.state().offers.find(({ lottery }) => lottery.code === 'DAILY')!.slots[0]!.cutoff_at > cutoff_at,
  ).toBe(true);
  await sellFor(till, quickPicks(till, 1, 'DAILY'));
});

test('[MNY1] more than an entry can carry is refused at the till, not kept aside at the server', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const lines = quickPicks(till, 1, 'DAILY');
  const tendered = 10 ** 12 + 1;
  expect(await till.sell(lines, { ...cash, tendered })).toMatchObject({
    refusal: { code: 'payment.too_large' },
  });
  expect(await till.sell(lines, { ...cash, tendered: tendered - 1 })).toMatchObject({ ok: true });
});

test('[DRW4] cut off from the server, a game is sold as long and as much as its policy allows, across a restart', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  const offer = (code: string) => till.state().offers.find(({ lottery }) => lottery.code === code)!;
  const { max_tickets, max_hours, max_amount } = offer('DAILY').lottery.offline_policy;
  const price = offer('DAILY').lottery.ticket_price;
  expect([max_tickets, max_hours]).toEqual([500, 12]);
  const most = Math.min(max_tickets!, Math.floor(max_amount! / price));
  const [line] = quickPicks(till, 1, 'DAILY');
  await sellFor(till, [{ ...line!, quantity: most - 1 }]);
  till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(offer('DAILY').offlineTicketsLeft).toBe(max_tickets! - most + 1);
  await sellFor(till, [line!]);
  expect(await till.sell([line!], cash)).toMatchObject({ ok: false });
  expect(offer('DAILY').blocked?.code).toMatch(/^offline\./);
  // Other games go on, until their own hours have passed.
  await sellFor(till, quickPicks(till, 1, 'LUCKY'));
  world.clock.pass(73 * hour);
  expect(await till.sell(quickPicks(till, 1, 'LUCKY'), cash)).toMatchObject({
    refusal: { code: 'offline.too_long' },
  });
  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  await sellFor(till, quickPicks(till, 1, 'DAILY'));
});

test('a basket is bounded by the chain’s ceiling and by 500 tickets', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const [line] = quickPicks(till, 1, 'DAILY');
  expect(till.checkBasket([{ ...line!, quantity: 501 }])).toMatchObject({
    refusal: { code: 'basket.too_many' },
  });
  const [lucky] = quickPicks(till, 1, 'MEGA');
  const boards = Array.from({ length: 6 }, () => till.quickPick(lucky!.lottery_id));
  expect(till.checkBasket([{ ...lucky!, boards, quantity: 200 }])).toMatchObject({
    refusal: { code: 'basket.too_much' },
  });
  expect(till.checkBasket([{ ...lucky!, boards: [...boards, ...boards] }])).toMatchObject({
    refusal: { code: 'numbers.too_many_boards' },
  });
  expect(till.checkBasket([])).toMatchObject({ refusal: { code: 'basket.empty' } });
});

test('a slip for several draws is several tickets that share a slip', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const offer = till.state().offers.find(({ lottery }) => lottery.code === 'LUCKY')!;
  const draw_dates = offer.slots.slice(0, 3).map((slot) => slot.draw_date);
  const [line] = quickPicks(till);
  const { tickets } = await sellFor(till, [{ ...line!, draw_dates }]);
  expect(tickets.map(({ ticket }) => ticket.draw_date)).toEqual(draw_dates);
  expect(new Set(tickets.map(({ ticket }) => ticket.slip_number))).toEqual(
    new Set([tickets[0]!.ticket.ticket_number]),
  );
});

test('[JRN2] [SEC6] what the books cannot take is refused before anything is written', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  const sale = await sellFor(till, quickPicks(till));
  const [{ ticket, securityCode }] = sale.tickets as [(typeof sale.tickets)[0]];
  await until(till, 'sent', isSent);
  const written = machine.journalKeys().length;
  granted(await till.closeShift({ countedMinor: 0, counts: [] }));
  expect(await till.openShift(Number.MAX_SAFE_INTEGER)).toMatchObject({ refusal: { code: 'money.invalid' } });
  granted(await till.openShift(0));
  const batch = { lotteryId: demoLotteryId('SCRATCH'), batchNumber: 'X', firstNumber: null, shared: true };
  expect(await till.receiveBatch({ ...batch, quantity: 10_000_001, reorderThreshold: 1 })).toMatchObject({
    refusal: { code: 'stock.quantity' },
  });
  // The 200th of its characters is the first half of the last one.
  const reason = `${'a'.repeat(199)}😀`;
  granted(await till.printAgain(ticket.ticket_number, reason));
  granted(await till.cancelTicket({ ticketNumber: ticket.ticket_number, securityCode, reason }));
  await until(till, 'sent', isSent);
  expect(machine.journalKeys().length).toBe(written + 4);
  expect(await world.all('quarantine')).toEqual([]);
});

test('[SYN4] a shift whose totals are full goes on selling, and an exception says so', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  // As a server that came to this by another till's hand would send it down.
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/changes' || url.searchParams.get('stream') !== 'store') return null;
    const answer = await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init);
    const page = (await answer.json()) as {
      documents: { collection: string; value: Record<string, unknown> }[];
    };
    for (const { collection, value } of page.documents)
      if (collection === 'shifts') value.cash_sales = Number.MAX_SAFE_INTEGER;
    return Response.json(page);
  };
  await sellFor(till, quickPicks(till));
  await until(till, 'poisoned', ({ view }) => view?.shift?.cash_sales === Number.MAX_SAFE_INTEGER);
  await sellFor(till, quickPicks(till));
  expect(till.state().view?.exceptions.map(({ code }) => code)).toContain('total.overflowed');
});

test('[SEC6] [MNY1] a card reference that an entry cannot carry is refused, and nothing is sold', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const lines = quickPicks(till, 1, 'DAILY');
  const { total: tendered } = till.price(lines);
  for (const reference of ['\ud83d', 'x'.repeat(61)]) {
    expect(await till.sell(lines, { method: 'card', tendered, reference })).toMatchObject({
      refusal: { code: 'payment.reference' },
    });
  }
  expect(await till.recentTickets(1)).toEqual([]);
  granted(await till.sell(lines, { method: 'card', tendered, reference: '😀'.padEnd(60, 'x') }));
});

test('[SEC6] [SFT1] a count of pieces that do not exist is refused, and the shift stays open', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const one = { denomination: 100, pieces: 1 };
  const nonsense = [
    [{ ...one, pieces: -1 }],
    [{ ...one, pieces: 0.5 }],
    [{ ...one, denomination: 0.5 }],
    [{ ...one, denomination: -100 }],
    [{ ...one, denomination: 10 ** 12 + 1 }],
    Array.from({ length: 41 }, () => one),
  ];
  for (const counts of nonsense) {
    expect(await till.closeShift({ countedMinor: 100, counts })).toMatchObject({
      refusal: { code: 'shift.count' },
    });
  }
  expect(till.state().view?.shift).toMatchObject({ status: 'open' });
  granted(await till.closeShift({ countedMinor: 100, counts: [one] }));
});
