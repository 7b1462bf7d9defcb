import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Count,
  type DeviceId,
  Id,
  LocalDate,
  type LotteryId,
  MoneyMinor,
  PaymentMethod,
  Posted,
  type StoreId,
  Strict,
  type UserId,
} from './scalars.ts';

export const HourTotals = Strict({
  sales_count: Count,
  sales_amount: MoneyMinor,
  reversals_count: Count,
  reversals_amount: MoneyMinor,
});
export type HourTotals = Static<typeof HourTotals>;

/**
 * Per store, business day, lottery, cashier, device and payment method (MNY3). Amounts include tax and are positive;
 * taken = `sales_amount` − `reversals_amount`; `tax` is net of reversals. `hours` by local hour of the clock, 0–23.
 */
export const DayTotals = Posted({
  store_id: Id<StoreId>(),
  business_day: LocalDate,
  lottery_id: Id<LotteryId>(),
  user_id: Id<UserId>(),
  device_id: Id<DeviceId>(),
  payment_method: PaymentMethod,
  sales_count: Count,
  sales_amount: MoneyMinor,
  reversals_count: Count,
  reversals_amount: MoneyMinor,
  tax: MoneyMinor,
  /** Gained or lost by rounding cash: of whole baskets, at the lottery of their first ticket. No part of the amounts. */
  cash_rounding: MoneyMinor,
  payouts_count: Count,
  payouts_amount: MoneyMinor,
  hours: Type.Array(HourTotals, { minItems: 24, maxItems: 24 }),
});
export type DayTotals = Static<typeof DayTotals>;

export const dayTotals = declareCollection(DayTotals, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: { which: () => true, found: { by: 'lookup', from: ({ since }) => since } },
  lookup: ({ business_day }) => business_day,
  newestBy: null,
  keptDays: null,
  isHot: true,
  indexes: [['store_id', 'business_day'], ['business_day']],
});
