import type { DayTotals, HourTotals } from '../schema/day-totals.ts';
import type { EntryPosting } from './entry-posting.ts';
import { type DayTotalsKey, dayTotalsId } from './keys.ts';
import type { Unposted } from './workspace.ts';

const noHour: HourTotals = { sales_count: 0, sales_amount: 0, reversals_count: 0, reversals_amount: 0 };

const empty = (key: DayTotalsKey): Unposted<'day_totals'> => ({
  _id: dayTotalsId(key),
  ...key,
  sales_count: 0,
  sales_amount: 0,
  reversals_count: 0,
  reversals_amount: 0,
  tax: 0,
  cash_rounding: 0,
  payouts_count: 0,
  payouts_amount: 0,
  hours: Array.from({ length: 24 }, () => noHour),
});

/** Adds one sale or one reversal to the totals of its day, so that no report has to scan sales (MNY3). */
export function addToDay(
  { documents, totals }: EntryPosting,
  key: DayTotalsKey,
  hour: number,
  movement: {
    readonly kind: 'sales' | 'reversals';
    readonly total: number;
    readonly tax: number;
    /** What the drawer came to have beside the total, by rounding. */
    readonly rounded: number;
  },
): void {
  const of = { collection: 'day_totals', id: dayTotalsId(key) } as const;
  const before: Unposted<'day_totals'> = documents.get(of.collection, of.id) ?? empty(key);
  const hours = [...before.hours];
  const atHour = hours[hour] ?? noHour;
  const cash_rounding = totals.add(of, before.cash_rounding, movement.rounded);
  if (movement.kind === 'sales') {
    hours[hour] = {
      ...atHour,
      sales_count: atHour.sales_count + 1,
      sales_amount: totals.add(of, atHour.sales_amount, movement.total),
    };
    documents.put('day_totals', {
      ...before,
      sales_count: before.sales_count + 1,
      sales_amount: totals.add(of, before.sales_amount, movement.total),
      tax: totals.add(of, before.tax, movement.tax),
      cash_rounding,
      hours,
    });
    return;
  }
  hours[hour] = {
    ...atHour,
    reversals_count: atHour.reversals_count + 1,
    reversals_amount: totals.add(of, atHour.reversals_amount, movement.total),
  };
  documents.put('day_totals', {
    ...before,
    reversals_count: before.reversals_count + 1,
    reversals_amount: totals.add(of, before.reversals_amount, movement.total),
    tax: totals.add(of, before.tax, -movement.tax),
    cash_rounding,
    hours,
  });
}

/** What was taken: sales less reversals, tax included. */
export const takenOf = (totals: DayTotals): number => totals.sales_amount - totals.reversals_amount;
