import { beforeEach, describe, expect, test } from 'vitest';
import { soldSerialId } from '../../shared/posting/keys.ts';
import { must } from '../../shared/result.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { exceptionCodes, onlyOf } from './found-in-stream.ts';
import { batchOf, type LotteryTerms, raffle, scratch } from './games.ts';
import type { Journal } from './journal.ts';
import { cancel, sell } from './sale-entries.ts';
import { grantTo, receiveBatch } from './stock-entries.ts';
import { twoTills, type World } from './world.ts';

let world: World;
let tills: readonly [Journal, Journal];
let shifts: readonly [string, string];

beforeEach(() => {
  ({ world, tills, shifts } = twoTills());
  for (const lottery of [scratch, raffle]) {
    world.stream.add(receiveBatch(world.hq, lottery, 20));
    const shares = tills.map((till, n) => ({
      till,
      quantity: 5,
      ...(lottery === raffle ? { from: 1 + 5 * n } : {}),
    }));
    world.stream.add(grantTo(world.server, lottery, shares));
  }
});

const entryOf = (n: 0 | 1, lottery: LotteryTerms, serial: number) =>
  sell(tills[n], shifts[n], [{ lottery, serial }]);
const sold = (n: 0 | 1, lottery: LotteryTerms, serial: number): Ticket =>
  onlyOf(world.stream.take([entryOf(n, lottery, serial)]), 'tickets');
const named = (lottery: LotteryTerms, serial: number) =>
  world.stream
    .get('sold_serials', soldSerialId(lottery.id, batchOf(lottery), serial))
    .tickets.map(({ ticket_id }) => ticket_id);
const twice = () =>
  world.stream
    .all('exceptions')
    .filter(({ code }) => code === 'stock.serial_sold_twice')
    .map(({ concerns }) => concerns);

const refusal = (n: 0 | 1, lottery: LotteryTerms, serial: number) =>
  world.stream.refusal(entryOf(n, lottery, serial));

describe.each([
  ['a scratch ticket of a counted batch', scratch],
  ['a raffle number', raffle],
] as const)('%s', (_, lottery) => {
  test('[STK4] is sold once: a second sale is an exception naming both tickets', () => {
    const [first, second] = [sold(0, lottery, 4), sold(1, lottery, 4)];
    expect(twice()).toEqual([[`tickets/${first._id}`, `tickets/${second._id}`]]);
    expect(named(lottery, 4)).toEqual([first._id, second._id]);
    const third = sold(1, lottery, 4);
    expect(twice()[1]).toEqual([`tickets/${first._id}`, `tickets/${third._id}`]);
  });

  test('[STK4] sold twice in one sale is an exception naming both tickets', () => {
    const serials = [3, 3].map((serial) => ({ lottery, serial }));
    world.stream.add(sell(tills[0], shifts[0], serials));
    const tickets = world.stream.all('tickets').map(({ _id }) => `tickets/${_id}`);
    expect(twice()).toEqual([tickets]);
  });

  test('[STK4] is refused where it is known to be sold, at any till and after any number of others', () => {
    sold(0, lottery, 2);
    for (let n = 0; n < 3; n += 1) sold(0, lottery, 3 + n);
    expect(refusal(0, lottery, 2)).toBe('stock.serial_sold');
    expect(refusal(1, lottery, 2)).toBe('stock.serial_sold');
    expect(refusal(1, lottery, 6)).toBeUndefined();
  });

  test('[STK4] [STK2] [TKT3] of a cancelled sale is free again', () => {
    const ticket = sold(0, lottery, 1);
    world.stream.add(cancel(tills[0], shifts[0], ticket));
    expect(named(lottery, 1)).toEqual([]);
    expect(refusal(0, lottery, 1)).toBeUndefined();
    const again = sold(0, lottery, 1);
    expect([named(lottery, 1), exceptionCodes(world.stream)]).toEqual([[again._id], []]);
  });

  test('[STK4] of which one of two tickets is cancelled is the other’s still', () => {
    const [first, second] = [sold(0, lottery, 1), sold(1, lottery, 1)];
    world.stream.add(cancel(tills[0], shifts[0], first));
    expect(named(lottery, 1)).toEqual([second._id]);
    expect(refusal(0, lottery, 1)).toBeDefined();
    const batch = world.stream.get('inventory', batchOf(lottery));
    const free = [batch.pool, ...batch.allotments.map(({ ranges }) => ranges)].flat();
    expect(free.some(({ from, to }) => from <= 1 && 1 <= to)).toBe(false);
    expect(batch).toMatchObject({ sold: 1, remaining_stock: 19 });
  });

  test('[STK4] is freed by nothing but a cancellation that names it', () => {
    const ticket = sold(0, lottery, 1);
    world.stream.add(cancel(tills[0], shifts[0], ticket, { serial: 2 }));
    expect(named(lottery, 1)).toEqual([ticket._id]);
    expect(exceptionCodes(world.stream)).toEqual(['stock.batch_unknown']);
    expect(world.stream.get('inventory', batchOf(lottery)).sold).toBe(1);
  });
});

test('[STK4] the same number of another batch is another number', () => {
  world.stream.add(
    receiveBatch(world.hq, scratch, 5, { batch_id: batchOf(scratch, 2), batch_number: 'B-2' }),
  );
  sold(0, scratch, 1);
  world.stream.add(
    sell(tills[0], shifts[0], [{ lottery: scratch, serial: 1, batch_id: batchOf(scratch, 2) }]),
  );
  expect(twice()).toEqual([]);
});

test('[STK4] of a batch that is still to be received is sold once, too', () => {
  const batch_id = batchOf(scratch, 3);
  const tickets = [0, 1].map((n) =>
    onlyOf(
      world.stream.take([
        sell(must(tills[n], 'till'), must(shifts[n], 'shift'), [{ lottery: scratch, serial: 8, batch_id }]),
      ]),
      'tickets',
    ),
  );
  expect(twice()).toEqual([tickets.map(({ _id }) => `tickets/${_id}`)]);
});

test('[STK4] [SYN4] a number sold without end leaves a small document, and an exception each time', () => {
  const wishes = Array.from({ length: 100 }, () => ({ lottery: scratch, serial: 7 }));
  world.stream.add(sell(tills[0], shifts[0], wishes));
  expect(named(scratch, 7).length).toBe(10);
  expect(twice().length).toBe(99);
});
