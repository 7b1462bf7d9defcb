import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Format } from '../format.ts';
import { texts } from './texts.ts';

/** Names and values of a Z report, in the order of the drawer's arithmetic (SFT1). */
export function zLines(shift: Shift, format: Format): (readonly [string, string])[] {
  const { money } = format;
  return [
    [texts.zNumber, shift.z_number ?? '–'],
    [texts.opened, format.dateTime(shift.opened_at)],
    ...(shift.closed_at ? [[texts.closed, format.dateTime(shift.closed_at)] as const] : []),
    [texts.sold, String(shift.tickets_sold)],
    [texts.cancelled, String(shift.tickets_cancelled)],
    [texts.cardSales, money(shift.card_sales)],
    [texts.cardRefunds, money(-shift.card_refunds)],
    [texts.float, money(shift.opening_float)],
    [texts.cashSales, money(shift.cash_sales)],
    [texts.cashRefunds, money(-shift.cash_refunds)],
    [texts.expected, money(shift.expected_cash)],
    [texts.counted, money(shift.counted_cash ?? 0)],
    [texts.difference, money(shift.difference ?? 0)],
  ];
}
