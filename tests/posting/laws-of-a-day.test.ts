import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { objectIdOfEntry } from '../../shared/domain/ids.ts';
import { sumMinor } from '../../shared/domain/money.ts';
import type { EntryOf } from '../../shared/journal/kinds.ts';
import { allotmentOf, unallotted } from '../../shared/posting/allotments.ts';
import { takenOf } from '../../shared/posting/day-totals.ts';
import { type DayTotalsKey, dayTotalsId } from '../../shared/posting/keys.ts';
import { countOf } from '../../shared/posting/number-ranges.ts';
import type { DayTotals } from '../../shared/schema/day-totals.ts';
import type { Shift } from '../../shared/schema/shifts.ts';
import { holds } from '../domain/laws.ts';
import { PostedStream } from '../kit/world/posted-stream.ts';
import { storeId } from './journal.ts';
import { anyDay, playDay } from './play.ts';
import type { World } from './world.ts';

/*
 * Laws over random days at a store with three tills, lost epochs, oversold batches, double and late cancellations.
 * `PostedStream` itself refuses documents that are made twice, written in place or against their schema.
 */
const days = 40;

const salesOf = ({ stream }: World) =>
  stream.journal.flatMap(({ entry, outcome }) =>
    outcome === 'posted' && entry.kind === 'sale.completed' ? [entry as EntryOf<'sale.completed'>] : [],
  );
const cancellationsOf = ({ stream }: World) =>
  stream.journal.flatMap(({ entry, outcome }) =>
    outcome === 'posted' && entry.kind === 'ticket.cancelled' ? [entry as EntryOf<'ticket.cancelled'>] : [],
  );

type Counted = Pick<DayTotals, 'sales_count' | 'sales_amount' | 'reversals_count' | 'reversals_amount'>;
type Scanned = Counted & { tax: number; cash_rounding: number; hours: Counted[] };
const nothing = (): Counted => ({ sales_count: 0, sales_amount: 0, reversals_count: 0, reversals_amount: 0 });

/** What the journal says of every day, lottery, cashier, till and method, by adding up and nothing else. */
function scan(world: World): Map<string, Scanned> {
  const totals = new Map<string, Scanned>();
  const of = (key: DayTotalsKey): Scanned => {
    const id = dayTotalsId(key);
    const found = totals.get(id) ?? {
      ...nothing(),
      tax: 0,
      cash_rounding: 0,
      hours: Array.from({ length: 24 }, nothing),
    };
    totals.set(id, found);
    return found;
  };
  for (const { body, store_id, user_id, device_id } of salesOf(world)) {
    const { business_day, payment } = body;
    for (const [n, line] of body.lines.entries()) {
      const key = { business_day, lottery_id: line.lottery_id, payment_method: payment.method, device_id };
      const day = of({ ...key, store_id: String(store_id), user_id: String(user_id) });
      day.tax += line.tax;
      if (n === 0) day.cash_rounding += payment.cash_rounding?.amount ?? 0;
      for (const at of [day, day.hours[body.hour] ?? nothing()]) {
        at.sales_count += 1;
        at.sales_amount += line.total;
      }
    }
  }
  for (const { body, store_id, user_id, device_id } of cancellationsOf(world)) {
    const { business_day, refund, lottery_id } = body;
    const key = { business_day, lottery_id, payment_method: refund.method, device_id };
    const day = of({ ...key, store_id: String(store_id), user_id: String(user_id) });
    day.tax -= refund.tax;
    day.cash_rounding -= refund.cash_rounding?.amount ?? 0;
    for (const at of [day, day.hours[body.hour] ?? nothing()]) {
      at.reversals_count += 1;
      at.reversals_amount += refund.total;
    }
  }
  return totals;
}

describe('a random day', () => {
  test('[MNY3] day_totals equal a scan of the journal for every key and hour, and the sales', () => {
    holds(
      fc.property(anyDay, (day) => {
        const world = playDay(day);
        const totals = new Map(world.stream.all('day_totals').map((totals) => [totals._id, totals]));
        const scanned = scan(world);
        expect([...totals.keys()].sort()).toEqual([...scanned.keys()].sort());
        for (const [id, expected] of scanned) expect(totals.get(id)).toMatchObject(expected);
        const taken = sumMinor([...totals.values()].map(takenOf));
        expect(sumMinor(world.stream.all('sales').map((sale) => sale.total_amount))).toBe(taken);
        expect(sumMinor(world.stream.all('sales').map((sale) => sale.tax))).toBe(
          sumMinor([...totals.values()].map(({ tax }) => tax)),
        );
      }),
      days,
    );
  });

  test('[STK2] received = sold + returned + damaged + on hand, after every entry', () => {
    holds(
      fc.property(anyDay, (day) => {
        playDay(day, ({ stream }) => {
          const levels = new Map<string, number>();
          for (const batch of stream.all('inventory')) {
            expect(batch.total_stock).toBe(
              batch.sold + batch.returned + batch.damaged + batch.remaining_stock,
            );
            const tickets = stream.all('tickets').filter((ticket) => ticket.batch_id === batch._id);
            expect(batch.sold).toBe(tickets.filter((ticket) => ticket.status !== 'cancelled').length);
            expect(batch.sold).toBe(batch.allotments.reduce((sum, { used }) => sum + used, 0));
            levels.set(batch.lottery_id, (levels.get(batch.lottery_id) ?? 0) + batch.remaining_stock);
          }
          for (const level of stream.all('stock_levels')) {
            expect(level.on_hand).toBe(levels.get(level.lottery_id) ?? 0);
            expect(level.restock_flag).toBe(level.on_hand <= level.reorder_threshold);
          }
        });
      }),
      days,
    );
  });

  test('[STK1] shares never exceed the batch, and what is sold beyond a share is an exception', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { stream } = playDay(day, ({ stream }) => {
          for (const batch of stream.all('inventory')) {
            expect(unallotted(batch)).toBeGreaterThanOrEqual(0);
            if (batch.number_range) expect(countOf(batch.pool)).toBe(unallotted(batch));
          }
        });
        for (const batch of stream.all('inventory')) {
          const oversold = batch.allotments.reduce((sum, a) => sum + Math.max(0, a.used - a.granted), 0);
          const raised = stream
            .all('exceptions')
            .filter(
              ({ code, concerns }) => code === 'stock.oversold' && concerns[0] === `inventory/${batch._id}`,
            );
          expect(oversold).toBeLessThanOrEqual(raised.length);
          if (batch.remaining_stock < 0) expect(raised.length).toBeGreaterThanOrEqual(-batch.remaining_stock);
        }
      }),
      days,
    );
  });

  test('[STK1] a number is free at one place at most, and never free while its ticket stands', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { stream } = playDay(day);
        for (const batch of stream.all('inventory').filter((b) => b.number_range)) {
          const sets = [batch.pool, ...batch.allotments.map((a) => a.ranges)];
          const free = sets
            .flat()
            .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
          expect(new Set(free).size).toBe(free.length);
          for (const number of free) {
            expect(number).toBeGreaterThanOrEqual(batch.number_range?.from ?? 0);
            expect(number).toBeLessThanOrEqual(batch.number_range?.to ?? 0);
          }
          const oversold = stream
            .all('exceptions')
            .some((e) => e.concerns.includes(`inventory/${batch._id}`));
          if (oversold) continue;
          const sold = stream.all('tickets').filter((t) => t.batch_id === batch._id && t.status === 'sold');
          for (const ticket of sold) expect(free).not.toContain(ticket.selection.serial);
          for (const share of batch.allotments) {
            expect(countOf(allotmentOf(batch, share).ranges)).toBe(share.granted - share.used);
          }
        }
      }),
      days,
    );
  });

  test('[STK4] no printed number has two tickets that stand without an exception naming each but the first', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { stream } = playDay(day);
        const twice = stream.all('exceptions').filter(({ code }) => code === 'stock.serial_sold_twice');
        const named = new Set(twice.map(({ concerns }) => concerns[1]));
        const standing = stream
          .all('tickets')
          .filter((t) => t.status !== 'cancelled' && t.batch_id !== null && t.selection.serial !== null);
        const byNumber = Map.groupBy(standing, (t) => `${t.batch_id}/${t.selection.serial}`);
        for (const tickets of byNumber.values()) {
          expect(tickets.slice(1).filter(({ _id }) => !named.has(`tickets/${_id}`))).toEqual([]);
        }
      }),
      days,
    );
  });

  test('[MNY3] [SFT1] expected cash is what SFT1 says after every entry; the difference stays as counted', () => {
    holds(
      fc.property(anyDay, (day) => {
        const differences = new Map<string, number | null>();
        const world = playDay(day, ({ stream }) => {
          for (const shift of stream.all('shifts')) {
            expect(shift.expected_cash).toBe(expectedCash(shift));
            const counted = differences.get(shift._id) ?? null;
            if (counted !== null) expect(shift.difference).toBe(counted);
            differences.set(shift._id, shift.difference);
          }
        });
        const cash = world.stream.all('shifts').map((shift) => shift.cash_sales - shift.cash_refunds);
        const sales = world.stream.all('sales').filter((sale) => sale.payment_method === 'cash');
        expect(sumMinor(cash)).toBe(sumMinor(sales.map((sale) => sale.total_amount)));
        // Each movement by its own means: what was handed over, less what it was for.
        const handed = salesOf(world).map(({ body: { payment, totals } }) =>
          payment.method === 'cash' ? payment.tendered - payment.change - totals.total : 0,
        );
        const back = cancellationsOf(world).map(({ body }) => body.refund.cash_rounding?.amount ?? 0);
        const rounded = sumMinor(handed) - sumMinor(back);
        expect(sumMinor(world.stream.all('shifts').map((shift) => shift.cash_rounding))).toBe(rounded);
        expect(sumMinor(world.stream.all('day_totals').map((day) => day.cash_rounding))).toBe(rounded);
      }),
      days,
    );
  });

  test('[MNY4] [SFT1] what a drawer gives or takes is what the safe and the store take or give', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { stream } = playDay(day);
        const shifts = stream.all('shifts');
        const moved = { in: 0, out: 0, safe_drop: 0 };
        let noSales = 0;
        for (const { entry, outcome } of stream.journal) {
          if (outcome !== 'posted') continue;
          if (entry.kind === 'shift.no_sale') noSales += 1;
          if (entry.kind !== 'shift.cash_moved') continue;
          const { movement, amount } = (entry as EntryOf<'shift.cash_moved'>).body;
          moved[movement] += amount;
        }
        const sum = (field: 'cash_in' | 'cash_out' | 'safe_drops' | 'no_sales') =>
          sumMinor(shifts.map((shift) => shift[field]));
        expect([sum('cash_in'), sum('cash_out'), sum('safe_drops'), sum('no_sales')]).toEqual([
          moved.in,
          moved.out + moved.safe_drop,
          moved.safe_drop,
          noSales,
        ]);
      }),
      days,
    );
  });

  test('[MNY4] [SFT2] a shift that was handed over leaves its count to the next one, which its till then has open', () => {
    holds(
      fc.property(anyDay, (day) => {
        const world = playDay(day, ({ stream }) => {
          const last = stream.journal.at(-1);
          if (last?.entry.kind !== 'shift.handed_over' || last.outcome !== 'posted') return;
          const { device_id, at, hash, body } = last.entry as EntryOf<'shift.handed_over'>;
          const next = stream.get('shifts', objectIdOfEntry(at, hash, 0));
          expect(next).toMatchObject({
            status: 'open',
            opening_float: body.counted_cash,
            user_id: body.next_user_id,
            expected_cash: body.counted_cash,
          });
          expect(stream.get('pos_devices', device_id).open_shift_id).toBe(next._id);
          expect(stream.get('shifts', body.shift_id).status).toBe('closed');
        });
        const open = world.stream.all('shifts').filter(({ status }) => status === 'open').length;
        const second = world.stream.all('exceptions').filter(({ code }) => code === 'shift.second_open');
        expect(open).toBeLessThanOrEqual(3 + second.length);
      }),
      days,
    );
  });

  test('[SFT2] a Z number is never repeated', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { stream } = playDay(day);
        const printed = stream.journal.flatMap(({ entry }) =>
          entry.kind === 'shift.closed' || entry.kind === 'shift.handed_over'
            ? [(entry as EntryOf<'shift.closed' | 'shift.handed_over'>).body.z_number]
            : [],
        );
        const numbers = stream.all('shifts').flatMap((shift) => shift.z_number ?? []);
        expect(new Set(printed).size).toBe(printed.length);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(stream.all('exceptions').map(({ code }) => code)).not.toContain('shift.z_number_wrong');
      }),
      days,
    );
  });

  test('[DRW2] a draw counts the tickets that stand before its close, and the late ones apart', () => {
    holds(
      fc.property(anyDay, (day) => {
        playDay(day, ({ stream }) => {
          for (const draw of stream.all('store_draws')) {
            const tickets = stream
              .all('tickets')
              .filter((t) => t.lottery_id === draw.lottery_id && t.draw_date === draw.draw_date);
            const late = tickets.filter((ticket) => ticket.late_at !== null);
            // Who cancels after the close takes a ticket out of no draw: that is an exception.
            const afterClose = new Set(
              stream
                .all('exceptions')
                .filter(({ code }) => code === 'ticket.cancelled_after_close')
                .map(({ concerns }) => concerns[0]),
            );
            const inTime = tickets.filter(
              (t) => t.late_at === null && (t.status !== 'cancelled' || afterClose.has(`tickets/${t._id}`)),
            );
            expect([draw.tickets, draw.late_tickets]).toEqual([inTime.length, late.length]);
            expect(draw.amount).toBe(sumMinor(inTime.map((t) => t.total_amount)));
            expect(draw.late_amount).toBe(sumMinor(late.map((t) => t.total_amount)));
            expect(draw.boards).toBe(
              inTime.reduce((sum, t) => sum + Math.max(1, t.selection.boards.length), 0),
            );
          }
        });
      }),
      days,
    );
  });

  test('[TKT3] a ticket is cancelled once; each further cancellation is an exception naming both', () => {
    holds(
      fc.property(anyDay, (day) => {
        const world = playDay(day);
        const twice = world.stream.all('exceptions').filter(({ code }) => code === 'ticket.cancelled_twice');
        const cancelled = world.stream.all('tickets').filter(({ status }) => status === 'cancelled');
        expect(cancellationsOf(world).length).toBe(cancelled.length + twice.length);
        for (const { concerns } of twice) {
          const sales = concerns.filter((key) => key.startsWith('sales/')).map((key) => key.slice(6));
          expect(new Set(sales).size).toBe(2);
          for (const id of sales) expect(world.stream.get('sales', id).reverses).not.toBeNull();
        }
      }),
      days,
    );
  });

  test('[TKT1] no ticket number comes twice', () => {
    holds(
      fc.property(anyDay, (day) => {
        const numbers = playDay(day)
          .stream.all('tickets')
          .map((ticket) => ticket.ticket_number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      days,
    );
  });

  test('[SYN9] posted one at a time, in blocks of any size or in one: the same documents but for rev', () => {
    holds(
      fc.property(anyDay, fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 8 }), (day, sizes) => {
        const { stream } = playDay(day);
        const entries = stream.journal.map(({ entry }) => entry);
        const inOne = new PostedStream(storeId);
        inOne.take(entries);
        expect(inOne.withoutRev()).toEqual(stream.withoutRev());
        const inBlocks = new PostedStream(storeId);
        for (let from = 0, n = 0; from < entries.length; n += 1) {
          const size = sizes[n % Math.max(1, sizes.length)] ?? 3;
          inBlocks.take(entries.slice(from, from + size));
          from += size;
        }
        expect(inBlocks.withoutRev()).toEqual(stream.withoutRev());
      }),
      days,
    );
  });

  test('[SYN9] what posting leaves comes back from JSON as it was', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { documents } = playDay(day).stream;
        for (const document of documents.values())
          expect(JSON.parse(JSON.stringify(document))).toEqual(document);
      }),
      days,
    );
  });

  test('[SEC5] every entry that is posted leaves one line in the audit log', () => {
    holds(
      fc.property(anyDay, (day) => {
        const { stream } = playDay(day);
        const posted = stream.journal.filter(({ outcome }) => outcome === 'posted');
        expect(stream.all('audit_logs').length).toBe(posted.length);
        for (const { entity_type, entity_id, device_info, ip_address } of stream.all('audit_logs')) {
          expect(entity_id).toMatch(/^[0-9a-f]{24}$/);
          // What a till names that nobody knows is named all the same.
          if (entity_type === 'shifts' || entity_type === 'sales' || entity_type === 'store_draws')
            expect(stream.find(entity_type, entity_id), entity_type).not.toBeNull();
          expect(device_info).toMatch(/^(Till \d+(, .+)?|Server|Head office)$/);
          expect(ip_address).toBeNull();
        }
        expect(stream.all('quarantine').length).toBe(stream.journal.length - posted.length);
      }),
      days,
    );
  });
});

const expectedCash = (shift: Shift): number =>
  shift.opening_float +
  shift.cash_sales +
  shift.cash_top_ups +
  shift.cash_rounding +
  shift.cash_in -
  shift.cash_out -
  shift.cash_refunds -
  shift.cash_payouts;
