import { expect, test } from 'vitest';
import { hashEntry } from '../../shared/journal/chain.ts';
import { genesisHash } from '../../shared/journal/entry.ts';
import type { DayTotals } from '../../shared/schema/day-totals.ts';
import type { Sale } from '../../shared/schema/sales.ts';
import type { Shift } from '../../shared/schema/shifts.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isOffline, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

for (const kind of ['memory', 'dexie'] as const) {
  test(`[JRN1] [JRN3] [SYN2] [MNY1] what was sold in an outage is in the central database once, in order (${kind})`, async () => {
    const world = await World.start();
    const machine = new Machine(world, kind);
    let till = await openCounter(machine);
    const sold = [await sellFor(till, quickPicks(till, 3))];
    await until(till, 'sent', isSent);

    await world.stop();
    till.sendNow();
    await until(till, 'offline', isOffline);
    for (let i = 0; i < 25; i++) sold.push(await sellFor(till, quickPicks(till)));
    expect(till.state().connection.unsent).toBe(25);

    till = await machine.restart();
    await until(till, 'ready', isReady);
    expect(till.state().session?.user.username, 'a reload signs nobody out').toBe('manager');
    await until(till, '25 unsent', (state) => state.connection.unsent === 25);
    for (let i = 0; i < 5; i++) sold.push(await sellFor(till, quickPicks(till)));

    const unsent = await till.unsentEntries(1000);
    expect(unsent).toHaveLength(30);
    await until(till, 'age of the oldest', (state) => state.connection.oldestUnsentAt === unsent[0]?.at);

    await world.begin();
    till.sendNow();
    await until(till, 'sent', isSent);
    const tickets = await world.all<Ticket>('tickets');
    const numbers = sold.flatMap((sale) => sale.tickets.map(({ ticket }) => ticket.ticket_number));
    expect(tickets.map((ticket) => ticket.ticket_number).toSorted()).toEqual(numbers.toSorted());
    expect(sum((await world.all<Sale>('sales')).map((sale) => sale.total_amount))).toBe(
      sum(sold.map((sale) => sale.total)),
    );

    const { device_id } = unsent[0]!;
    const stored = await world.server.store.findEntries(device_id, 1, 1, 10_000);
    let before = genesisHash;
    for (const [index, { entry }] of stored.entries()) {
      expect([entry.seq, entry.prev_hash, entry.hash]).toEqual([index + 1, before, hashEntry(entry)]);
      before = entry.hash;
    }
    expect(machine.reports).toEqual([]);
  });
}

test('[MNY1] tendered − change = total; a basket’s total is the sum of its slips', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const lines = [...quickPicks(till, 2), ...quickPicks(till, 1, 'DAILY')];
  const priced = till.price(lines);
  const sale = granted(
    await till.sell(lines, { method: 'cash', tendered: priced.total + 345, reference: null }),
  );
  expect(sale.payment.change).toBe(345);
  expect(sum(sale.tickets.map(({ ticket }) => ticket.total_amount))).toBe(sale.total);
  expect(sale.price + sale.tax).toBe(sale.total);
  const short = await till.sell(lines, { method: 'cash', tendered: priced.total - 1, reference: null });
  expect(short).toMatchObject({ ok: false, refusal: { code: 'payment.too_little' } });
});

test('[SYN8] the clock set back two days in an outage, a restart, the server again: nothing is lost', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  const numbers = [];
  for (let i = 0; i < 3; i++)
    numbers.push((await sellFor(till, quickPicks(till))).tickets[0]!.ticket.ticket_number);
  machine.wallShiftMs = -2 * 24 * 3_600_000;
  till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(till.state().clock.mark).toBe('lower_bound');
  const marked = await sellFor(till, quickPicks(till));
  numbers.push(marked.tickets[0]!.ticket.ticket_number);
  expect(marked.tickets[0]!.ticket.clock, 'only a lower bound of the time is known').toBe('lower_bound');
  expect(Date.parse(marked.at), 'time does not run backwards').toBeGreaterThan(world.clock.nowMs() - 60_000);
  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  expect((await world.all<Ticket>('tickets')).map((ticket) => ticket.ticket_number).toSorted()).toEqual(
    numbers.toSorted(),
  );
  await until(
    till,
    'clock known to be wrong',
    (state) => (state.clock.wallClockWrongByMs ?? 0) < -24 * 3_600_000,
  );
});

test('[SYN2] answers that are lost and uploads that come twice change nothing', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  let lost = 0;
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/entries' || lost >= 3) return null;
    lost += 1;
    await fetch(`http://127.0.0.1:${world.port}/api/entries`, init);
    throw new TypeError('the answer was lost');
  };
  for (let i = 0; i < 4; i++) {
    await sellFor(till, quickPicks(till));
    till.sendNow();
  }
  await until(till, 'sent', isSent);
  expect(lost).toBeGreaterThan(0);
  expect(await world.all('tickets')).toHaveLength(4);
  expect(await world.all('quarantine')).toHaveLength(0);
});

test('[SFT1] [SFT2] a shift is opened, sold in and closed offline; its Z report comes up to the server', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await cutOff(machine, till);
  const first = await sellFor(till, quickPicks(till, 2));
  const closed = granted(await till.closeShift({ countedMinor: 10_000 + first.total - 50, counts: [] }));
  expect(closed).toMatchObject({ expected_cash: 10_000 + first.total, difference: -50, status: 'closed' });
  expect(
    await till.sell(quickPicks(till), { method: 'cash', tendered: 10_000, reference: null }),
  ).toMatchObject({
    refusal: { code: 'shift.none' },
  });
  granted(await till.openShift(0));
  expect(await till.openShift(0)).toMatchObject({ refusal: { code: 'shift.open' } });
  const second = granted(await till.closeShift({ countedMinor: 0, counts: [] }));
  expect(second.z_number).not.toBe(closed.z_number);
  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  const shifts = await world.all<Shift>('shifts');
  expect(shifts.map((shift) => shift.z_number).toSorted()).toEqual(
    [closed.z_number, second.z_number].toSorted(),
  );
  expect(shifts.find((shift) => shift._id === closed._id)).toMatchObject({
    expected_cash: 10_000 + first.total,
    difference: -50,
  });
});

test('[TKT4] a ticket is cancelled at its till, offline too, against the paper’s code; the money and a negative sale agree', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await cutOff(machine, till);
  const { tickets } = await sellFor(till, quickPicks(till, 2));
  const [slip, other] = [tickets[0]!, tickets[1]!];
  const request = {
    ticketNumber: slip.ticket.ticket_number,
    securityCode: slip.securityCode,
    reason: 'changed their mind',
  };
  expect(await till.cancelTicket({ ...request, securityCode: other.securityCode })).toMatchObject({
    refusal: { code: 'ticket.wrong_code' },
  });
  const cancelled = granted(await till.cancelTicket(request));
  expect(cancelled.refundMinor).toBe(slip.ticket.total_amount);
  expect(cancelled.ticket.status).toBe('cancelled');
  expect(await till.cancelTicket(request)).toMatchObject({ refusal: { code: 'ticket.cancelled' } });

  world.clock.pass(31 * 60_000);
  const late = await till.cancelTicket({
    ...request,
    ticketNumber: other.ticket.ticket_number,
    securityCode: other.securityCode,
  });
  expect(late).toMatchObject({ refusal: { code: 'ticket.too_old' } });

  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  expect(sum((await world.all<Sale>('sales')).map((sale) => sale.total_amount))).toBe(
    other.ticket.total_amount,
  );
  const totals = await world.all<DayTotals>('day_totals');
  expect(sum(totals.map((t) => t.sales_amount - t.reversals_amount))).toBe(other.ticket.total_amount);
  expect(await world.all('exceptions')).toEqual([]);
});

test('[CLM3] a copy of a ticket whose slip came out is marked as one, and recent tickets come newest first', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const first = await sellFor(till, quickPicks(till));
  world.clock.pass(1_000);
  const second = await sellFor(till, quickPicks(till));
  const number = first.tickets[0]!.ticket.ticket_number;
  await till.slipsPrinted([number]);
  const copy = granted(await till.printAgain(number, 'paper jam'));
  expect([copy.copy, copy.securityCode]).toEqual([1, first.tickets[0]!.securityCode]);
  const recent = await till.recentTickets(5);
  expect(recent.map(({ ticket }) => ticket.ticket_number)).toEqual([
    second.tickets[0]!.ticket.ticket_number,
    number,
  ]);
  await until(till, 'sent', isSent);
  expect(granted(await till.findTicket(number)).ownTill).toBe(true);
  expect(await till.findTicket(`${number.slice(0, -1)}*`)).toMatchObject({
    refusal: { code: 'ticket.number_invalid' },
  });
});

test('a cashier’s rights end where a manager’s begin', async () => {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
  const { tickets } = await sellFor(till, quickPicks(till));
  await till.signOut();
  expect(
    await till.sell(quickPicks(till), { method: 'cash', tendered: 10_000, reference: null }),
  ).toMatchObject({
    refusal: { code: 'session.none' },
  });
  granted(await till.signIn('cashier', demoPassword));
  const { ticket, securityCode } = tickets[0]!;
  const request = { ticketNumber: ticket.ticket_number, securityCode, reason: 'not mine' };
  expect(await till.cancelTicket(request)).toMatchObject({ refusal: { code: 'permission.missing' } });
  const batch = {
    lotteryId: ticket.lottery_id,
    batchNumber: 'X',
    quantity: 1,
    firstNumber: null,
    reorderThreshold: 0,
    shared: false,
  };
  expect(await till.receiveBatch(batch)).toMatchObject({ refusal: { code: 'permission.missing' } });
});
