import { expect, test } from 'vitest';
import type { Till } from '../../renderer/till/api.ts';
import { must } from '../../shared/result.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoLotteryId } from '../../sync-server/demo/lotteries.ts';
import { fromStock, openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const cash = { method: 'cash', tendered: 100_000, reference: null } as const;

/** A till with scratch tickets to sell, and a line of the one with this serial. */
async function withScratch() {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  const [line] = fromStock(till, 1, 'SCRATCH');
  const { lottery_id } = must(line, 'line');
  await until(till, 'granted', () => available(till, lottery_id) > 0);
  const batch = must(
    till.state().view?.inventory.find((one) => one.lottery_id === lottery_id),
    'batch',
  );
  const scanned = (serial: number) => ({
    ...must(line, 'line'),
    printed: { batchId: batch._id, serial },
  });
  return { world, machine, till, batch, scanned };
}

const available = (till: Till, lotteryId: string) =>
  till.state().offers.find(({ lottery }) => lottery._id === lotteryId)?.available ?? 0;

test('[STK1] a scratch ticket is sold under the serial that stands on it, once', async () => {
  const { world, till, batch, scanned } = await withScratch();
  const { tickets } = await sellFor(till, [scanned(5), scanned(9)]);
  expect(tickets.map(({ ticket }) => ticket.selection.serial)).toEqual([5, 9]);
  expect(tickets.map(({ ticket }) => ticket.batch_id)).toEqual([batch._id, batch._id]);

  expect(await till.sell([scanned(9)], cash)).toMatchObject({ refusal: { code: 'stock.serial_sold' } });
  expect(till.checkBasket([scanned(7), scanned(7)])).toMatchObject({
    refusal: { code: 'stock.serial_twice' },
  });

  await until(till, 'sent', isSent);
  const serials = (await world.all<Ticket>('tickets')).map(({ selection }) => selection.serial);
  expect(serials.sort()).toEqual([5, 9]);
  expect(await world.all('exceptions')).toEqual([]);
  const posted = (await world.all<Inventory>('inventory')).find(({ _id }) => _id === batch._id);
  expect(posted).toMatchObject({ sold: 2, remaining_stock: batch.total_stock - 2 });
});

test('[STK1] a serial that its batch does not have, or of another game, is refused', async () => {
  const { till, batch, scanned } = await withScratch();
  expect(till.checkBasket([scanned(batch.total_stock + 1)])).toMatchObject({
    refusal: { code: 'stock.serial_unknown', values: { batch: batch.batch_number } },
  });
  const raffle = must(
    till.state().view?.inventory.find(({ lottery_id }) => lottery_id !== batch.lottery_id),
    'other batch',
  );
  expect(till.checkBasket([{ ...scanned(5), printed: { batchId: raffle._id, serial: 5 } }])).toMatchObject({
    refusal: { code: 'stock.batch_unknown' },
  });
});

test('[STK4] a ticket sold before hundreds of others is refused: unsent, after a start, and at another till', async () => {
  const { world, machine, till, batch, scanned } = await withScratch();
  const other = await openCounter(new Machine(world), 1);
  await cutOff(machine, till);
  const { printed, lottery_id } = scanned(7);
  await sellFor(till, [scanned(7)]);
  for (let n = 0; n < 3; n += 1) await sellFor(till, quickPicks(till, 170));
  expect(await till.sell([scanned(7)], cash)).toMatchObject({ refusal: { code: 'stock.serial_sold' } });

  const again = await machine.restart();
  await until(again, 'ready', isReady);
  expect(await again.isSold(lottery_id, printed)).toBe(true);
  expect(await other.isSold(lottery_id, printed)).toBe(false);
  machine.plugged = true;
  again.sendNow();
  await until(again, 'sent', isSent);
  expect(await again.isSold(lottery_id, printed)).toBe(true);
  await until(
    other,
    'told of the sale',
    (state) => (state.view?.inventory.find(({ _id }) => _id === batch._id)?.sold ?? 0) > 0,
  );
  expect(await other.sell([scanned(7)], cash)).toMatchObject({ refusal: { code: 'stock.serial_sold' } });
  expect(await world.all('exceptions')).toEqual([]);
});

test('[STK4] two tills without a server sell one paper ticket: an exception names both tickets', async () => {
  const world = await World.start();
  const machines = [new Machine(world), new Machine(world)];
  const tills = await Promise.all(machines.map((machine, place) => openCounter(machine, place)));
  const sold: string[] = [];
  for (const [n, till] of tills.entries()) {
    const lottery_id = demoLotteryId('SCRATCH');
    await until(till, 'granted', () => available(till, lottery_id) > 0);
    await cutOff(must(machines[n], 'machine'), till);
    const batch = must(
      till.state().view?.inventory.find((one) => one.lottery_id === lottery_id),
      'batch',
    );
    const printed = { batchId: batch._id, serial: 42 };
    const { tickets } = await sellFor(till, [{ ...must(fromStock(till, 1, 'SCRATCH')[0], 'line'), printed }]);
    sold.push(...tickets.map(({ ticket }) => `tickets/${ticket._id}`));
  }
  for (const [n, till] of tills.entries()) {
    must(machines[n], 'machine').plugged = true;
    till.sendNow();
    await until(till, 'sent', isSent);
  }
  expect(await world.all('exceptions')).toMatchObject([
    { code: 'stock.serial_sold_twice', concerns: sold, status: 'open' },
  ]);
});
