import { type Static, Type } from 'typebox';
import { OneOf, Strict } from '../../schema/scalars.ts';

/** No currency rounds by more minor units. */
export const maxCashStep = 100_000;

/**
 * How cash was rounded to the currency's smallest coin: `amount` is what was handed over less the exact amount. Absent
 * where it was exact.
 */
export const CashRounding = Strict({
  /** Where half a step goes (MNY2). */
  rule: OneOf('half_up', 'half_down'),
  step: Type.Integer({ minimum: 2, maximum: maxCashStep }),
  amount: Type.Integer({ minimum: -maxCashStep, maximum: maxCashStep }),
});
export type CashRounding = Static<typeof CashRounding>;
