import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Say } from '../../texts/create-texts.ts';
import type { Format } from '../format.ts';

/** Names and values of a Z report, in the order of the drawer's arithmetic (SFT1). */
export function zLines(t: Say, shift: Shift, format: Format): (readonly [string, string])[] {
  const { money } = format;
  return [
    [t('closeShift.zNumber'), shift.z_number ?? '–'],
    [t('closeShift.opened'), format.dateTime(shift.opened_at)],
    ...(shift.closed_at ? [[t('closeShift.closed'), format.dateTime(shift.closed_at)] as const] : []),
    [t('closeShift.sold'), String(shift.tickets_sold)],
    [t('closeShift.cancelled'), String(shift.tickets_cancelled)],
    [t('closeShift.cardSales'), money(shift.card_sales)],
    [t('closeShift.cardRefunds'), money(-shift.card_refunds)],
    [t('closeShift.float'), money(shift.opening_float)],
    [t('closeShift.cashSales'), money(shift.cash_sales)],
    [t('closeShift.cashRefunds'), money(-shift.cash_refunds)],
    [t('closeShift.expected'), money(shift.expected_cash)],
    [t('closeShift.counted'), money(shift.counted_cash ?? 0)],
    [t('closeShift.difference'), money(shift.difference ?? 0)],
  ];
}
