import { sumMinor } from '../../../shared/domain/money.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Say } from '../../texts/create-texts.ts';
import type { Format } from '../format.ts';

type Line = readonly [name: string, value: string];

/** The drawer's arithmetic, in its order (SFT1). `blind`: without what gives away what the drawer should hold. */
export function drawerLines(t: Say, shift: Shift, { money }: Format, blind: boolean): readonly Line[] {
  const moved: readonly Line[] = [
    [t('closeShift.cashIn'), money(shift.cash_in)],
    [t('closeShift.cashOut'), money(-(shift.cash_out - shift.safe_drops))],
    [t('closeShift.safeDrops'), money(-shift.safe_drops)],
  ];
  const float: Line = [t('closeShift.float'), money(shift.opening_float)];
  if (blind) return [float, ...moved];
  return [
    float,
    [t('closeShift.cashSales'), money(shift.cash_sales)],
    [t('closeShift.topUps'), money(shift.cash_top_ups)],
    ...moved,
    [t('closeShift.cashRefunds'), money(-shift.cash_refunds)],
    ...(shift.cash_rounding === 0
      ? []
      : [[t('closeShift.cashRounding'), money(shift.cash_rounding)] as const]),
    [t('closeShift.payouts'), money(-shift.cash_payouts)],
    [t('closeShift.expected'), money(shift.expected_cash)],
    ...(shift.counted_cash === null
      ? []
      : [
          [t('closeShift.counted'), money(shift.counted_cash)] as const,
          [t('closeShift.difference'), money(shift.difference ?? 0)] as const,
        ]),
  ];
}

/** What was taken for tickets, whatever it was paid with, less what was given back. */
const salesOf = (shift: Shift): number =>
  sumMinor([shift.cash_sales, shift.card_sales, shift.wallet_sales]) -
  sumMinor([shift.cash_refunds, shift.card_refunds, shift.wallet_refunds]);

/** When, by whom, and what was sold. `blind`: as above. */
export const salesLines = (
  t: Say,
  shift: Shift,
  format: Format,
  { blind, by }: { readonly blind: boolean; readonly by: string | undefined },
): readonly Line[] => [
  ...(by === undefined ? [] : [[t('closeShift.by'), by] as const]),
  [t('closeShift.opened'), format.dateTime(shift.opened_at)],
  ...(shift.closed_at ? [[t('closeShift.closed'), format.dateTime(shift.closed_at)] as const] : []),
  [t('closeShift.sold'), format.count(shift.tickets_sold)],
  [t('closeShift.cancelled'), format.count(shift.tickets_cancelled)],
  [t('closeShift.misprints'), format.count(shift.misprints)],
  [t('closeShift.noSales'), format.count(shift.no_sales)],
  ...(blind ? [] : [[t('closeShift.salesTotal'), format.money(salesOf(shift))] as const]),
  [t('closeShift.cardSales'), format.money(shift.card_sales)],
  [t('closeShift.cardRefunds'), format.money(-shift.card_refunds)],
];
