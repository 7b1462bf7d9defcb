import { expect, test } from 'vitest';
import type { CompletedSale, Till } from '../../renderer/till/api.ts';
import { must } from '../../shared/result.ts';
import type { Sale } from '../../shared/schema/sales.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { fromStock, openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, isOffline, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

/** The first three hold some 100 sales, each one after them a mark too. */
const enoughWrites = 5;

for (const kind of ['memory', 'dexie'] as const) {
  test(`[JRN1] [MNY3] [SYN7] a start with many unsent entries goes on from a checkpoint, to the same documents (${kind})`, async () => {
    const world = await World.start();
    const machine = new Machine(world, kind);
    let till = await openCounter(machine);
    await until(till, 'sent', isSent);
    await world.stop();
    till.sendNow();
    await until(till, 'offline', isOffline);

    const sold = await sellUntilKept(machine, till);
    // After the checkpoint: these are posted again.
    for (let i = 0; i < 3; i++) sold.push(await sellFor(till, quickPicks(till)));
    const totals = till.state().view?.dayTotals;
    const numbers = sold.flatMap((sale) => sale.tickets.map(({ ticket }) => ticket.ticket_number));

    till = await machine.restart();
    await until(till, 'ready', isReady);
    expect(till.state().view?.dayTotals).toEqual(totals);
    expect(
      (await till.recentTickets(numbers.length)).map(({ ticket }) => ticket.ticket_number).toSorted(),
    ).toEqual(numbers.toSorted());
    const found = await till.findTicket(numbers[0]!);
    expect(found.ok && found.value.ticket.ticket_number).toBe(numbers[0]);
    sold.push(await sellFor(till, quickPicks(till)));

    await world.begin();
    till.sendNow();
    await until(till, 'sent', isSent);
    expect(await world.all<Ticket>('tickets')).toHaveLength(sold.length);
    const central = (await world.all<Sale>('sales')).reduce((sum, sale) => sum + sale.total_amount, 0);
    expect(central).toBe(sold.reduce((sum, sale) => sum + sale.total, 0));
    expect(machine.reports).toEqual([]);
  });
}

test('[DRW4] what was sold offline is counted once after a start from a checkpoint', {
  timeout: 60_000,
}, async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  await sellUntilKept(machine, till);
  await sellFor(till, quickPicks(till, 2));
  const left = leftOffline(till);
  till = await machine.restart();
  await until(till, 'ready offline', (state) => isReady(state) && isOffline(state));
  expect(leftOffline(till)).toBe(left);
  await sellFor(till, quickPicks(till));
  expect(leftOffline(till)).toBe(left - 1);
});

test('[SYN11] a checkpoint over documents that the till no longer stands on is not used', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  const other = new Machine(world);
  const neighbour = await openCounter(other, 1, 'cashier');
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  // Of a batch that both sell from: each sale of either changes the same document.
  await sellFor(till, fromStock(till, 1, 'SCRATCH'));
  await sellUntilKept(machine, till);
  const before = scratchSold(till);

  await sellFor(neighbour, fromStock(neighbour, 2, 'SCRATCH'));
  await until(neighbour, 'sent', isSent);
  machine.intercept = ({ pathname }) =>
    pathname === '/api/entries' ? new Response('', { status: 503 }) : null;
  machine.plugged = true;
  till.sendNow();
  await until(till, 'the sale of the other till', () => scratchSold(till) === before + 2);

  machine.plugged = false;
  till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(scratchSold(till)).toBe(before + 2);
});

test('[JRN1] a crash while a checkpoint is being written costs nothing', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  await sellUntilKept(machine, till);
  // So many rows at once that they are written in parts, without the mark until the last.
  for (let i = 0; i < 33; i++) await sellFor(till, quickPicks(till, 10));
  await writtenOnce(machine);
  const sold = ticketsOf(till);
  const crashed = machine.copyDisk();
  await machine.shutDown();
  crashed();
  till = machine.start();
  await until(till, 'ready', isReady);
  expect(ticketsOf(till)).toBe(sold);
});

function writtenOnce(machine: Machine): Promise<void> {
  return new Promise((resolve) => {
    machine.afterWrite = (collection) => {
      if (collection === 'checkpoint') resolve();
    };
  });
}

async function sellUntilKept(machine: Machine, till: Till): Promise<CompletedSale[]> {
  let writes = 0;
  machine.afterWrite = (collection) => {
    if (collection === 'checkpoint') writes += 1;
  };
  const sold: CompletedSale[] = [];
  while (writes < enoughWrites) sold.push(await sellFor(till, quickPicks(till)));
  return sold;
}

/** Tickets that the policy still lets this till sell without the server. */
const leftOffline = (till: Till): number => {
  const offer = till.state().offers.find(({ lottery }) => lottery.code === 'LUCKY');
  return must(offer?.offlineTicketsLeft, 'bound of tickets');
};

const ticketsOf = (till: Till): number =>
  (till.state().view?.dayTotals ?? []).reduce((sum, day) => sum + day.sales_count, 0);

const scratchSold = (till: Till): number =>
  (till.state().view?.inventory ?? []).reduce((sum, batch) => sum + batch.sold, 0);
