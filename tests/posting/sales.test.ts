import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import { maxTicketsPerSale } from '../../shared/journal/bodies/sale.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { takenOf } from '../../shared/posting/day-totals.ts';
import { maxAmountMinor } from '../../shared/schema/scalars.ts';
import { holds } from '../domain/laws.ts';
import { idOf } from '../kit/ids.ts';
import { receivedAt } from '../kit/world/posted-stream.ts';
import { exceptionCodes, onlyOf } from './found-in-stream.ts';
import { drawGame, lotteries, raffle, scratch } from './games.ts';
import { cashier, type Journal, storeId } from './journal.ts';
import { cancel, type LineWish, lineOf, saleBody, sell } from './sale-entries.ts';
import { openShift } from './shift-entries.ts';
import { closeDraw } from './stock-entries.ts';
import { World } from './world.ts';

let world: World;
let till: Journal;
let shift: string;

beforeEach(() => {
  world = new World();
  till = world.till(idOf('d', 1));
  shift = onlyOf(world.stream.take([openShift(till)]), 'shifts')._id;
});

const sold = (entry: Envelope) => onlyOf(world.stream.take([entry]), 'tickets');
const one: readonly LineWish[] = [{ lottery: drawGame }];

describe('a sale', () => {
  test('becomes a ticket and a sale that name each other', () => {
    const taken = world.stream.take([sell(till, shift, [{ lottery: drawGame, boards: 2 }])]);
    const ticket = onlyOf(taken, 'tickets');
    const sale = onlyOf(taken, 'sales');
    expect(ticket).toMatchObject({
      status: 'sold',
      store_id: storeId,
      user_id: cashier,
      price: 400,
      tax: 33,
      total_amount: 433,
      winning_amount: null,
      registered_at: receivedAt,
      late_at: null,
      sale_id: sale._id,
      reversed_by: null,
      oversold: false,
    });
    expect(sale).toMatchObject({ ticket_id: ticket._id, total_amount: 433, reverses: null });
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('is not registered while only its till knows it', () => {
    const taken = world.stream.take([sell(till, shift, one)], null);
    expect(onlyOf(taken, 'tickets')).toMatchObject({ registered_at: null, late_at: null });
  });

  test('of 500 tickets is one entry, each ticket with an id of its own', () => {
    const wishes = Array.from({ length: maxTicketsPerSale }, (_, n) => ({ lottery: drawGame, draw: n % 2 }));
    const { changes } = world.stream.take([sell(till, shift, wishes)]);
    const ids = changes.map(({ value }) => value._id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(world.stream.all('tickets').length).toBe(maxTicketsPerSale);
    expect(world.stream.get('shifts', shift).tickets_sold).toBe(maxTicketsPerSale);
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('with everything wrong in each of 500 lines loses no exception', () => {
    world.stream.add(closeDraw(world.server, drawGame));
    const wishes = Array.from({ length: maxTicketsPerSale }, () => ({
      lottery: drawGame,
      batch_id: idOf('b', 1),
      other: { ticket_number: 'N0RT1' },
    }));
    const broken = wishes.map((wish) => ({ ...wish, other: { ticket_number: 'NOTANUMBER' } }));
    world.stream.add(sell(till, idOf('9', 9), broken, { totals: { price: 1, tax: 1, total: 1 } }));
    const codes = exceptionCodes(world.stream);
    expect(codes.length).toBe(3 * maxTicketsPerSale + 2);
    expect(new Set(codes)).toEqual(
      new Set([
        'stock.batch_unknown',
        'ticket.number_not_of_this_till',
        'ticket.late',
        'shift.unknown',
        'sale.total_wrong',
      ]),
    );
  });

  test('[MNY1] whose amounts do not add up is posted by its lines, with an exception', () => {
    const right = saleBody(till, shift, [{ lottery: drawGame }, { lottery: drawGame, draw: 1 }]);
    const { price, tax, total } = right.totals;
    const wrongs: readonly Partial<typeof right>[] = [
      { totals: { price: price + 1, tax, total } },
      { totals: { price, tax: tax + 1, total } },
      { totals: { price, tax, total: total + 1 } },
      { payment: { ...right.payment, change: right.payment.change + 1 } },
      { payment: { ...right.payment, tendered: 0, change: 0 } },
    ];
    for (const wrong of wrongs) {
      world.stream.add(sell(till, shift, [{ lottery: drawGame }, { lottery: drawGame, draw: 1 }], wrong));
    }
    world.stream.add(sell(till, shift, [{ lottery: drawGame, other: { total: 216 } }]));
    expect(exceptionCodes(world.stream)).toEqual(Array(6).fill('sale.total_wrong'));
    const taken = world.stream.all('day_totals').reduce((sum, totals) => sum + takenOf(totals), 0);
    expect(taken).toBe(5 * total + 216);
    expect(world.stream.get('shifts', shift).cash_sales).toBe(taken);
  });

  test('[MNY2] whose tax is not what its rule gives of its price is an exception', () => {
    // 8.25 % of 200 is 16.5.
    const rounded = (tax: number, rounding: 'half_up' | 'half_even' | 'down') => {
      const wish = { lottery: drawGame, other: { tax, total: 200 + tax } };
      return sell(till, shift, [wish], { rounding });
    };
    world.stream.take([rounded(17, 'half_up'), rounded(16, 'half_even'), rounded(16, 'down')]);
    expect(exceptionCodes(world.stream)).toEqual([]);
    world.stream.take([rounded(16, 'half_up'), rounded(17, 'half_even'), rounded(0, 'down')]);
    expect(exceptionCodes(world.stream)).toEqual(Array(3).fill('sale.total_wrong'));
  });

  const amounts = [-1, 0.5, Number.MAX_SAFE_INTEGER + 1, Number.MIN_SAFE_INTEGER, '200', null];
  test.each(amounts)('[MNY1] with %s for an amount is quarantined, not posted', (amount) => {
    const bad = amount as number;
    const { payment, totals } = saleBody(till, shift, one);
    const entries = [
      ...(['price', 'tax', 'total'] as const).flatMap((field) => [
        sell(till, shift, [{ lottery: drawGame, other: { [field]: bad } }]),
        sell(till, shift, one, { totals: { ...totals, [field]: bad } }),
      ]),
      ...(['tendered', 'change'] as const).map((field) =>
        sell(till, shift, one, { payment: { ...payment, [field]: bad } }),
      ),
      openShift(till, bad),
    ];
    expect(world.stream.take(entries).outcomes).toEqual(entries.map(() => 'quarantined'));
    expect(world.stream.all('sales')).toEqual([]);
    expect(world.stream.all('day_totals')).toEqual([]);
  });

  const priced = (amount: number, lines = 1, by = till) =>
    sell(
      by,
      shift,
      Array.from({ length: lines }, () => ({
        lottery: drawGame,
        other: { price: amount, tax_rate_bp: 0, tax: 0, total: amount },
      })),
      {
        totals: { price: maxAmountMinor, tax: 0, total: maxAmountMinor },
        payment: { method: 'cash', tendered: maxAmountMinor, change: 0, reference: null },
      },
    );

  test('[SYN4] with an amount that no till takes is kept aside and fills no total', () => {
    for (const amount of [maxAmountMinor + 1, Number.MAX_SAFE_INTEGER]) {
      expect(world.stream.add(priced(amount))).toBe('quarantined');
    }
    expect(world.stream.add(priced(maxAmountMinor))).toBe('posted');
    expect(world.stream.add(sell(till, shift, one))).toBe('posted');
    expect(world.stream.all('store_draws')).toMatchObject([{ tickets: 2, amount: maxAmountMinor + 217 }]);
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('[SYN4] [MNY1] behind a flood of false ones is posted; full totals keep their last value, as an exception', () => {
    const other = world.till(idOf('d', 2));
    for (let entry = 0; entry < 18; entry += 1) world.stream.add(priced(maxAmountMinor, 500));
    const [full] = world.stream.all('store_draws');
    const day = world.stream.all('day_totals')[0];
    expect(world.stream.add(priced(maxAmountMinor, 500))).toBe('posted');
    expect(world.stream.all('store_draws')).toMatchObject([
      { tickets: 9_500, amount: 9_007 * maxAmountMinor },
    ]);
    expect(full?.amount).toBe(9_000 * maxAmountMinor);
    const raised = world.stream.all('exceptions').find(({ code }) => code === 'total.overflowed');
    expect(raised?.concerns).toEqual(
      expect.arrayContaining([`store_draws/${full?._id}`, `day_totals/${day?._id}`, `shifts/${shift}`]),
    );
    const tickets = [sell(till, shift, one), sell(other, shift, one)].map(sold);
    for (const ticket of tickets) expect(world.stream.find('sales', ticket.sale_id)).not.toBeNull();
    expect(world.stream.all('quarantine')).toEqual([]);
    // What fits is counted again.
    expect(world.stream.all('store_draws')).toMatchObject([{ amount: 9_007 * maxAmountMinor + 2 * 217 }]);
    expect(world.stream.get('shifts', shift)).toMatchObject({ tickets_sold: 9_502 });
  });

  test('[SFT1] a shift whose cash would overflow keeps the last cash that it could say', () => {
    const before = world.stream.get('shifts', shift);
    world.stream.documents.set(`shifts/${shift}`, {
      ...before,
      cash_sales: Number.MAX_SAFE_INTEGER - 20_000,
      expected_cash: Number.MAX_SAFE_INTEGER - 10_000,
    });
    world.stream.add(priced(15_000));
    expect(world.stream.get('shifts', shift)).toMatchObject({
      cash_sales: Number.MAX_SAFE_INTEGER - 5_000,
      expected_cash: Number.MAX_SAFE_INTEGER - 10_000,
    });
    expect(world.stream.all('exceptions')).toContainEqual(
      expect.objectContaining({ code: 'total.overflowed', concerns: [`shifts/${shift}`] }),
    );
  });

  test('[MNY1] a cancellation that no total can hold gives the money back all the same', () => {
    const ticket = sold(sell(till, shift, one));
    const [totals] = world.stream.all('day_totals');
    for (const [key, document] of world.stream.documents) {
      if (key === `day_totals/${totals?._id}`)
        world.stream.documents.set(key, { ...document, reversals_amount: Number.MAX_SAFE_INTEGER } as never);
    }
    expect(world.stream.add(cancel(till, shift, ticket))).toBe('posted');
    expect(world.stream.get('tickets', ticket._id).status).toBe('cancelled');
    expect(world.stream.get('day_totals', totals?._id ?? '')).toMatchObject({
      reversals_count: 1,
      reversals_amount: Number.MAX_SAFE_INTEGER,
    });
    expect(exceptionCodes(world.stream)).toEqual(['total.overflowed']);
  });

  test('[TKT1] with a number that does not follow from its store, till and entry is an exception', () => {
    const other = world.till(idOf('d', 2));
    const numbers = [
      lineOf(other, 0, { lottery: drawGame }).ticket_number,
      lineOf(till, 1, { lottery: drawGame }).ticket_number,
      'N0RT0000000',
      ticketNumber({ storeCode: 'S0TH', tillNumber: till.tillNumber, seq: 5, line: 0 }),
    ];
    for (const ticket_number of numbers) {
      const ticket = sold(sell(till, shift, [{ lottery: drawGame, other: { ticket_number } }]));
      expect(world.stream.all('exceptions').at(-1)).toMatchObject({
        code: 'ticket.number_not_of_this_till',
        concerns: [`tickets/${ticket._id}`],
      });
    }
    const twice = lineOf(till, 0, { lottery: drawGame }).ticket_number;
    world.stream.add(
      sell(
        till,
        shift,
        [one[0], one[0]].map((wish) => ({
          lottery: drawGame,
          ...wish,
          other: { ticket_number: twice },
        })),
      ),
    );
    expect(exceptionCodes(world.stream)).toEqual(Array(5).fill('ticket.number_not_of_this_till'));
  });

  test('in a shift that is closed, unknown or another till’s is counted where it says, with an exception', () => {
    const other = world.till(idOf('d', 2));
    world.stream.add(sell(other, shift, one));
    world.stream.add(sell(till, idOf('9', 9), one));
    expect(exceptionCodes(world.stream)).toEqual(['shift.not_of_this_till', 'shift.unknown']);
    expect(world.stream.get('shifts', shift).cash_sales).toBe(217);
  });
});

describe('a cancellation', () => {
  test('[TKT4] refunds the original tender and writes a negative sale', () => {
    const ticket = sold(sell(till, shift, one));
    const taken = world.stream.take([cancel(till, shift, ticket)]);
    expect(onlyOf(taken, 'tickets')).toMatchObject({
      status: 'cancelled',
      reversed_by: onlyOf(taken, 'sales')._id,
    });
    expect(onlyOf(taken, 'sales')).toMatchObject({
      price: -200,
      tax: -17,
      total_amount: -217,
      payment_method: 'cash',
      reverses: ticket.sale_id,
    });
    expect(onlyOf(taken, 'shifts')).toMatchObject({
      cash_refunds: 217,
      expected_cash: 10_000,
      tickets_cancelled: 1,
      misprints: 0,
    });
    expect(onlyOf(taken, 'store_draws')).toMatchObject({ tickets: 0, boards: 0, amount: 0 });
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test('[TKT5] on the ground of a misprint is counted as one, beside all cancellations of its shift', () => {
    const [misprinted, other] = [sold(sell(till, shift, one)), sold(sell(till, shift, one))];
    world.stream.add(cancel(till, shift, misprinted, { ground: 'misprint' }));
    world.stream.add(cancel(till, shift, other));
    expect(world.stream.get('shifts', shift)).toMatchObject({ tickets_cancelled: 2, misprints: 1 });
  });

  test('[MNY1] of a ticket without tax writes a plain zero', () => {
    const ticket = sold(sell(till, shift, [{ lottery: scratch, batch_id: null }]));
    const sale = onlyOf(world.stream.take([cancel(till, shift, ticket)]), 'sales');
    expect(Object.is(sale.tax, 0)).toBe(true);
  });

  test('[TKT3] that comes twice is an exception naming both, and both refunds are in the books', () => {
    const other = world.till(idOf('d', 2));
    const ticket = sold(sell(till, shift, one));
    const first = onlyOf(world.stream.take([cancel(till, shift, ticket)]), 'sales');
    const taken = world.stream.take([cancel(other, shift, ticket)]);
    const second = onlyOf(taken, 'sales');
    const twice = taken.changes.find(({ collection }) => collection === 'exceptions');
    expect(world.stream.all('exceptions')).toContainEqual(
      expect.objectContaining({
        code: 'ticket.cancelled_twice',
        concerns: [`tickets/${ticket._id}`, `sales/${second._id}`, `sales/${first._id}`],
      }),
    );
    expect(twice).toBeDefined();
    expect(world.stream.get('tickets', ticket._id).reversed_by).toBe(first._id);
    const sales = world.stream.all('sales').map((sale) => sale.total_amount);
    expect(sales).toEqual([217, -217, -217]);
  });

  test('[TKT3] of a ticket that has won leaves it won, with an exception', () => {
    const ticket = sold(sell(till, shift, one));
    world.stream.documents.set(`tickets/${ticket._id}`, { ...ticket, status: 'won', winning_amount: 5_000 });
    world.stream.add(cancel(till, shift, ticket));
    expect(world.stream.get('tickets', ticket._id).status).toBe('won');
    expect(exceptionCodes(world.stream)).toEqual(['ticket.cancelled_but_won']);
  });

  test('of a ticket that nobody knows is an exception; the money went back', () => {
    const ticket = { ...sold(sell(till, shift, one)), _id: idOf('7', 7) };
    world.stream.add(cancel(till, shift, ticket));
    expect(exceptionCodes(world.stream)).toEqual(['ticket.unknown']);
    expect(world.stream.get('shifts', shift).cash_refunds).toBe(217);
  });

  test('[TKT4] that gives back other money than was paid is an exception', () => {
    const refunds = [
      { method: 'cash', price: 200_000, tax: 0, total: 200_000 },
      { method: 'card', price: 200, tax: 17, total: 217 },
      { method: 'cash', price: 200, tax: 0, total: 200 },
    ] as const;
    for (const refund of refunds)
      world.stream.add(cancel(till, shift, sold(sell(till, shift, one)), { refund }));
    expect(exceptionCodes(world.stream)).toEqual(Array(3).fill('ticket.refund_wrong'));
    const shiftNow = world.stream.get('shifts', shift);
    expect([shiftNow.cash_refunds, shiftNow.card_refunds]).toEqual([200_200, 217]);
  });

  const misnamed = [
    { sale_id: idOf('7', 1) },
    { lottery_id: scratch.id },
    { draw_date: null },
    { draw_date: drawGame.draws[1] ?? null },
    { ticket_number: 'N0RT0000000' },
  ];
  test.each(misnamed)(
    '[SYN9] that names its ticket otherwise (%o) leaves it, alone or in a block',
    (other) => {
      for (const inOneBlock of [true, false]) {
        const world = new World();
        const till = world.till(idOf('d', 1));
        const shift = onlyOf(world.stream.take([openShift(till)]), 'shifts')._id;
        const ticket = onlyOf(world.stream.take([sell(till, shift, one)]), 'tickets');
        const bad = cancel(till, shift, ticket, other);
        // The second sale brings the draws that the cancellation does not name.
        const next = sell(till, shift, [{ lottery: drawGame }, { lottery: drawGame, draw: 1 }]);
        for (const block of inOneBlock ? [[bad, next]] : [[bad], [next]]) world.stream.take(block);
        expect(world.stream.all('quarantine')).toEqual([]);
        expect(world.stream.get('tickets', ticket._id)).toMatchObject({ status: 'sold', reversed_by: null });
        expect(exceptionCodes(world.stream)).toEqual(['ticket.refund_wrong']);
      }
    },
  );

  test.each([-1, 0.5, Number.MAX_SAFE_INTEGER + 1])('[MNY1] of %d is quarantined', (amount) => {
    const ticket = sold(sell(till, shift, one));
    for (const field of ['price', 'tax', 'total']) {
      const refund = { method: 'cash' as const, price: 200, tax: 17, total: 217, [field]: amount };
      expect(world.stream.add(cancel(till, shift, ticket, { refund }))).toBe('quarantined');
    }
    expect(world.stream.get('tickets', ticket._id).status).toBe('sold');
  });
});

describe('a draw', () => {
  test('[DRW2] takes no ticket after its close: late, counted apart, an exception, refundable once', () => {
    const inTime = sold(sell(till, shift, one));
    world.stream.add(closeDraw(world.server, drawGame));
    const late = sold(sell(till, shift, one));
    expect(inTime.late_at).toBeNull();
    expect(late).toMatchObject({ status: 'sold', late_at: receivedAt });
    expect(world.stream.all('store_draws')).toMatchObject([
      { status: 'closed', tickets: 1, amount: 217, late_tickets: 1, late_amount: 217, closed_at: receivedAt },
    ]);
    world.stream.add(cancel(till, shift, late, { ground: 'late' }));
    expect(world.stream.get('tickets', late._id).status).toBe('cancelled');
    expect(exceptionCodes(world.stream)).toEqual(['ticket.late']);
    world.stream.add(cancel(till, shift, late, { ground: 'late' }));
    world.stream.add(cancel(till, shift, inTime, { ground: 'late' }));
    expect(exceptionCodes(world.stream)).toEqual([
      'ticket.late',
      'ticket.cancelled_twice',
      'ticket.refunded_not_late',
      'ticket.cancelled_after_close',
    ]);
  });

  test('[DRW2] shows a late ticket as late at its till too, before the server has it', () => {
    world.stream.add(closeDraw(world.server, drawGame));
    const entry = sell(till, shift, one);
    expect(onlyOf(world.stream.take([entry], null), 'tickets')).toMatchObject({
      late_at: entry.at,
      registered_at: null,
    });
  });

  test('[DRW2] closed once stays as it was closed; a sale by the other till of another draw is in time', () => {
    world.stream.take([closeDraw(world.server, drawGame)], '2026-11-22T11:00:00.000Z');
    world.stream.take([closeDraw(world.server, drawGame)]);
    expect(world.stream.all('store_draws')).toMatchObject([{ closed_at: '2026-11-22T11:00:00.000Z' }]);
    expect(sold(sell(till, shift, [{ lottery: drawGame, draw: 1 }])).late_at).toBeNull();
    expect(sold(sell(till, shift, [{ lottery: raffle, batch_id: null }])).late_at).toBeNull();
  });

  test('[DRW1] in time by the stream, but after the cut-off by its till’s clock, is an exception', () => {
    const at = lineOf(till, 0, { lottery: drawGame }).cutoff_at ?? '';
    const before = new Date(Date.parse(at) - 1).toISOString();
    world.stream.add(till.seal('sale.completed', saleBody(till, shift, one), { at: before }));
    expect(exceptionCodes(world.stream)).toEqual([]);
    world.stream.add(till.seal('sale.completed', saleBody(till, shift, one), { at }));
    expect(exceptionCodes(world.stream)).toEqual(['ticket.sold_after_cutoff']);
  });

  test('[DRW2] counts tickets, boards and amount of what it takes', () => {
    const anyWish = fc.record({
      lottery: fc.constantFrom(...lotteries.filter((lottery) => lottery.draws.length > 0)),
      draw: fc.nat(1),
      boards: fc.integer({ min: 1, max: 5 }),
      batch_id: fc.constant(null),
    });
    holds(
      fc.property(fc.array(anyWish, { minLength: 1, maxLength: 12 }), (wishes) => {
        const world = new World();
        const till = world.till(idOf('d', 1));
        const shift = onlyOf(world.stream.take([openShift(till)]), 'shifts')._id;
        world.stream.add(sell(till, shift, wishes));
        const draws = world.stream.all('store_draws');
        const sum = (of: (draw: (typeof draws)[number]) => number) =>
          draws.reduce((n, draw) => n + of(draw), 0);
        expect(sum((draw) => draw.tickets)).toBe(wishes.length);
        expect(sum((draw) => draw.amount)).toBe(world.stream.get('shifts', shift).cash_sales);
        expect(sum((draw) => draw.boards)).toBe(
          wishes.reduce((n, { lottery, boards }) => n + (lottery === raffle ? 1 : boards), 0),
        );
      }),
      50,
    );
  });
});
