import { expect, test } from 'vitest';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoLotteryId } from '../../sync-server/demo/lotteries.ts';
import { testTexts } from '../register/test-texts.ts';
import { fromStock, openCounter, sellFor } from './counter.ts';
import { cutOff, granted, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const raffle = demoLotteryId('RAFFLE');

test('[STK1] two terminals, both offline, sell no more than there is; the refusal says where the rest is', async () => {
  const world = await World.start();
  const machines = [new Machine(world), new Machine(world)];
  const tills = await Promise.all(machines.map((machine, place) => openCounter(machine, place)));
  await Promise.all(
    tills.map((till) =>
      until(
        till,
        'granted',
        () => (till.state().offers.find((o) => o.lottery._id === raffle)?.available ?? 0) > 0,
      ),
    ),
  );
  // Both give all of their share back but 6 and 4, and stand offline at once.
  for (const [place, keeps] of [6, 4].entries()) {
    const till = tills[place]!;
    await cutOff(machines[place]!, till);
    for (const batch of till.state().view!.inventory.filter((b) => b.lottery_id === raffle)) {
      const available = till.state().offers.find((o) => o.lottery._id === raffle)!.available!;
      if (available > keeps) granted(await till.releaseStock(batch._id, available - keeps, 'test'));
    }
  }
  const serials: (number | null)[] = [];
  for (const [place, keeps] of [6, 4].entries()) {
    const till = tills[place]!;
    const sale = await sellFor(till, fromStock(till, keeps, 'RAFFLE'));
    serials.push(...sale.tickets.map(({ ticket }) => ticket.selection.serial));
    const eleventh = await till.sell(fromStock(till, 1, 'RAFFLE'), {
      method: 'cash',
      tendered: 100_000,
      reference: null,
    });
    expect(eleventh).toMatchObject({ ok: false, refusal: { code: 'stock.short' } });
    if (!eleventh.ok)
      expect(refusalText(testTexts('en').t, eleventh.refusal)).toMatch(
        /^No .* tickets left at this till\. \d+ (is|are) at Till \d: sell there/,
      );
    expect(till.state().offers.find((o) => o.lottery._id === raffle)!.blocked?.code).toBe('stock.short');
  }
  expect(new Set(serials).size).toBe(10);
  for (const [place, machine] of machines.entries()) {
    machine.plugged = true;
    tills[place]!.sendNow();
    await until(tills[place]!, 'sent', isSent);
  }
  expect(await world.all<Ticket>('tickets')).toHaveLength(10);
  expect(await world.all('exceptions')).toEqual([]);
  const batch = (await world.all<Inventory>('inventory')).find((b) => b.lottery_id === raffle && b.sold > 0);
  expect(batch).toMatchObject({ sold: 10, remaining_stock: batch!.total_stock - 10 });
  expect(batch!.allotments.every((a) => a.used <= a.granted)).toBe(true);
});

test('[STK1] [STK2] a received batch is sold lowest number first, over several batches', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await cutOff(machine, till);
  const before = till.state().offers.find((o) => o.lottery._id === raffle)!.available ?? 0;
  const receive = (batchNumber: string, firstNumber: number) =>
    till.receiveBatch({
      lotteryId: raffle,
      batchNumber,
      quantity: 3,
      firstNumber,
      reorderThreshold: 1,
      shared: false,
    });
  granted(await receive('B-1', 900_001));
  granted(await receive('B-2', 800_001));
  expect(await receive('B-1', 900_001)).toMatchObject({ refusal: { code: 'stock.batch_exists' } });
  expect(till.state().offers.find((o) => o.lottery._id === raffle)!.available).toBe(before + 6);
  const limit = 100;
  const serials: (number | null)[] = [];
  for (let left = before + 4; left > 0; left -= limit) {
    const sale = await sellFor(till, fromStock(till, Math.min(limit, left), 'RAFFLE'));
    serials.push(...sale.tickets.map(({ ticket }) => ticket.selection.serial));
  }
  expect(serials.slice(-4)).toEqual([900_001, 900_002, 900_003, 800_001]);
  expect(till.state().offers.find((o) => o.lottery._id === raffle)!.nextSerial).toBe(800_002);
});
