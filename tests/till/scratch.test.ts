import { expect, test } from 'vitest';
import type { Till } from '../../renderer/till/api.ts';
import { must } from '../../shared/result.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { fromStock, openCounter, sellFor } from './counter.ts';
import { isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const cash = { method: 'cash', tendered: 100_000, reference: null } as const;

/** A till with scratch tickets to sell, and a line of the one with this serial. */
async function withScratch() {
  const world = await World.start();
  const till = await openCounter(new Machine(world));
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
  return { world, till, batch, scanned };
}

const available = (till: Till, lotteryId: string) =>
  till.offers().find(({ lottery }) => lottery._id === lotteryId)?.available ?? 0;

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
