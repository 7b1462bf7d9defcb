import { beforeEach, describe, expect, test } from 'vitest';
import { objectIdOfEntry } from '../../shared/domain/ids.ts';
import { refundOf } from '../../shared/domain/refund.ts';
import { zNumber } from '../../shared/posting/shift.ts';
import { idOf } from '../kit/ids.ts';
import { exceptionCodes, headOf, onlyOf } from './found-in-stream.ts';
import { drawGame } from './games.ts';
import type { Journal } from './journal.ts';
import { cancel, cashPaid, coins, saleBody, sell } from './sale-entries.ts';
import { closeShift, handOver, moveCash, noSale, openShift } from './shift-entries.ts';
import { World } from './world.ts';

let world: World;
let till: Journal;

beforeEach(() => {
  world = new World();
  till = world.till(idOf('d', 1));
});

const open = (at: Journal = till) => onlyOf(world.stream.take([openShift(at)]), 'shifts')._id;
const shift = (id: string) => world.stream.get('shifts', id);

const coin = { rule: 'half_up' as const, step: 5 };

describe('a shift', () => {
  test('[SFT1] expects float + cash sales − cash refunds, and records the difference', () => {
    const id = open();
    const wish = [{ lottery: drawGame }];
    const cash = onlyOf(world.stream.take([sell(till, id, wish)]), 'tickets');
    const total = cash.total_amount;
    const { payment } = saleBody(till, id, wish);
    const card = { ...payment, method: 'card' as const, tendered: total, change: 0, reference: 'A-1' };
    const byCard = onlyOf(world.stream.take([sell(till, id, wish, { payment: card })]), 'tickets');
    world.stream.take([sell(till, id, wish), cancel(till, id, cash), cancel(till, id, byCard)]);
    expect(shift(id)).toMatchObject({
      cash_sales: 2 * total,
      card_sales: total,
      cash_refunds: total,
      card_refunds: total,
      expected_cash: 10_000 + total,
      tickets_sold: 3,
      tickets_cancelled: 2,
    });
    world.stream.add(closeShift(till, id, 10_000, zNumber(till.tillNumber, 1)));
    expect(shift(id)).toMatchObject({ status: 'closed', counted_cash: 10_000, difference: -total });
  });

  test('[SFT1] [MNY4] expects what was handed over where cash is rounded, and books the difference apart', () => {
    const id = open();
    const wish = [{ lottery: drawGame }];
    const rounded = sell(till, id, wish, { payment: cashPaid(217) });
    const ticket = onlyOf(world.stream.take([rounded]), 'tickets');
    world.stream.add(sell(till, id, wish, { payment: cashPaid(217) }));
    expect(shift(id)).toMatchObject({ cash_sales: 434, cash_rounding: -4, expected_cash: 10_000 + 430 });
    world.stream.add(cancel(till, id, ticket, { refund: refundOf(ticket, coins) }));
    expect(shift(id)).toMatchObject({ cash_refunds: 217, cash_rounding: -2, expected_cash: 10_000 + 215 });
    expect(world.stream.all('day_totals').map((day) => day.cash_rounding)).toEqual([-2]);
    expect(world.stream.all('sales').reduce((sum, sale) => sum + sale.total_amount, 0)).toBe(217);
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('[MNY1] [MNY2] rounded otherwise than its rule says, or by card, is an exception', () => {
    const id = open();
    const wish = [{ lottery: drawGame }];
    const right = cashPaid(217);
    const more = { ...right, change: right.change + 5, cash_rounding: { ...coin, amount: -7 } };
    const byCard = { ...right, method: 'card' as const };
    for (const payment of [more, byCard]) world.stream.add(sell(till, id, wish, { payment }));
    expect(exceptionCodes(world.stream)).toEqual(['sale.total_wrong', 'sale.total_wrong']);
    const ticket = onlyOf(world.stream.take([sell(till, id, wish)]), 'tickets');
    const refund = { ...refundOf(ticket, coins), cash_rounding: { ...coin, amount: 3 } };
    world.stream.add(cancel(till, id, ticket, { refund }));
    expect(exceptionCodes(world.stream)).toContain('ticket.refund_wrong');
  });

  test('[SFT1] a sale that comes after the count is an exception and leaves the difference as counted', () => {
    const id = open();
    world.stream.add(closeShift(till, id, 9_000, zNumber(till.tillNumber, 1)));
    world.stream.add(sell(till, id, [{ lottery: drawGame }]));
    expect(shift(id)).toMatchObject({ cash_sales: 217, difference: -1_000, counted_cash: 9_000 });
    expect(exceptionCodes(world.stream)).toEqual(['shift.already_closed']);
  });

  test('[SFT2] each Z report has the next number of its epoch', () => {
    const numbers = [1, 2, 3].map((n) => {
      const id = open();
      world.stream.add(closeShift(till, id, 0, zNumber(till.tillNumber, n)));
      return shift(id).z_number;
    });
    expect(numbers).toEqual(['00001-0001', '00001-0002', '00001-0003']);
    const next = world.till(till.device_id, till);
    const id = open(next);
    world.stream.add(closeShift(next, id, 0, zNumber(next.tillNumber, 1)));
    expect(shift(id).z_number).toBe('00002-0001');
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('[SFT2] a report that closes nothing has used its number up all the same', () => {
    const id = open();
    world.stream.add(closeShift(till, id, 0, zNumber(till.tillNumber, 1)));
    world.stream.add(closeShift(till, id, 0, zNumber(till.tillNumber, 2)));
    world.stream.add(closeShift(till, idOf('9', 9), 0, zNumber(till.tillNumber, 3)));
    expect(exceptionCodes(world.stream)).toEqual(['shift.already_closed', 'shift.unknown']);
    const later = open();
    world.stream.add(closeShift(till, later, 0, zNumber(till.tillNumber, 4)));
    expect([shift(id).z_number, shift(later).z_number]).toEqual(['00001-0001', '00001-0004']);
    expect(headOf(world.stream, till).z_reports).toBe(4);
  });

  test('[SFT2] a printed number that is not the book’s is an exception', () => {
    const id = open();
    world.stream.add(closeShift(till, id, 0, zNumber(till.tillNumber, 7)));
    expect(shift(id)).toMatchObject({ status: 'closed', z_number: '00001-0001' });
    expect(exceptionCodes(world.stream)).toEqual(['shift.z_number_wrong']);
  });

  test('[SFT2] a second open shift of a drawer is an exception; after a close there is none', () => {
    const first = open();
    const second = open();
    expect(world.stream.all('exceptions')).toMatchObject([
      { code: 'shift.second_open', concerns: [`shifts/${first}`, `shifts/${second}`] },
    ]);
    world.stream.add(closeShift(till, second, 0, zNumber(till.tillNumber, 1)));
    open();
    expect(exceptionCodes(world.stream)).toEqual(['shift.second_open']);
  });

  test('[SFT2] of an older epoch that turns up again, beside one of the newest, is an exception naming both', () => {
    const next = world.till(till.device_id, till);
    const first = open(next);
    const second = open(till);
    expect(world.stream.all('exceptions')).toMatchObject([
      { code: 'shift.second_open', concerns: [`shifts/${first}`, `shifts/${second}`] },
    ]);
    world.stream.add(closeShift(next, first, 0, zNumber(next.tillNumber, 1)));
    world.stream.add(closeShift(till, second, 0, zNumber(till.tillNumber, 1)));
    open(next);
    open(world.till(idOf('d', 2)));
    expect(exceptionCodes(world.stream)).toEqual(['shift.second_open']);
  });

  test('[SFT2] is closed at its own till only', () => {
    const id = open();
    const other = world.till(idOf('d', 2));
    world.stream.add(closeShift(other, id, 0, zNumber(other.tillNumber, 1)));
    expect(shift(id)).toMatchObject({ status: 'open', counted_cash: null });
    expect(exceptionCodes(world.stream)).toEqual(['shift.not_of_this_till']);
    const next = world.till(till.device_id, till);
    world.stream.add(closeShift(next, id, 0, zNumber(next.tillNumber, 1)));
    expect(shift(id).status).toBe('closed');
  });

  test('[SFT1] expects cash in, less cash out and safe drops, which are cash out too', () => {
    const id = open();
    world.stream.take([
      moveCash(till, id, 'in', 5_000),
      moveCash(till, id, 'out', 700),
      moveCash(till, id, 'safe_drop', 4_000),
      noSale(till, id),
    ]);
    expect(shift(id)).toMatchObject({
      cash_in: 5_000,
      cash_out: 4_700,
      safe_drops: 4_000,
      no_sales: 1,
      expected_cash: 10_300,
    });
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('[SFT1] a movement after the count is an exception and leaves the difference as counted', () => {
    const id = open();
    world.stream.add(closeShift(till, id, 9_000, zNumber(till.tillNumber, 1)));
    world.stream.add(moveCash(till, id, 'safe_drop', 500));
    world.stream.add(noSale(world.till(idOf('d', 2)), id));
    expect(shift(id)).toMatchObject({ safe_drops: 500, expected_cash: 9_500, difference: -1_000 });
    expect(exceptionCodes(world.stream)).toEqual(['shift.already_closed', 'shift.already_closed']);
  });

  test('[SFT2] is handed over in one entry: counted, closed, and the next one begins with the count', () => {
    const id = open();
    const entry = handOver(till, id, 9_500, zNumber(till.tillNumber, 1), idOf('e', 2));
    world.stream.add(entry);
    const next = shift(objectIdOfEntry(entry.at, entry.hash, 0));
    expect(shift(id)).toMatchObject({ status: 'closed', difference: -500, z_number: '00001-0001' });
    expect(next).toMatchObject({ status: 'open', user_id: idOf('e', 2), opening_float: 9_500 });
    expect(world.stream.get('pos_devices', till.device_id).open_shift_id).toBe(next._id);
    expect(exceptionCodes(world.stream)).toEqual([]);
    // Of a shift that is not open there is nothing to count, but the next cashier has the drawer.
    world.stream.add(handOver(till, id, 1, zNumber(till.tillNumber, 2), idOf('e', 3)));
    expect(exceptionCodes(world.stream)).toEqual(['shift.already_closed', 'shift.second_open']);
  });

  test('[SFT1] a count that no drawer holds leaves nothing half-counted', () => {
    const id = open();
    expect(world.stream.add(closeShift(till, id, Number.MAX_SAFE_INTEGER, '00001-0001'))).toBe('quarantined');
    expect(shift(id)).toMatchObject({ status: 'open', counted_cash: null });
  });
});
