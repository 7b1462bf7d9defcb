import type { Static } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Count,
  type DeviceId,
  Id,
  Instant,
  MoneyMinor,
  Nullable,
  OneOf,
  Posted,
  type StoreId,
  Text,
  type UserId,
} from './scalars.ts';

/** A drawer's shift; the drawer is its till's. `expected_cash` is kept up to date by posting (SFT1). */
export const Shift = Posted({
  store_id: Id<StoreId>(),
  device_id: Id<DeviceId>(),
  user_id: Id<UserId>(),
  status: OneOf('open', 'closed'),
  opened_at: Instant,
  closed_at: Nullable(Instant),
  closed_by: Nullable(Id<UserId>()),
  opening_float: MoneyMinor,
  cash_sales: MoneyMinor,
  card_sales: MoneyMinor,
  wallet_sales: MoneyMinor,
  cash_refunds: MoneyMinor,
  card_refunds: MoneyMinor,
  wallet_refunds: MoneyMinor,
  cash_in: MoneyMinor,
  /** Safe drops too. */
  cash_out: MoneyMinor,
  /** The part of `cash_out` that went into the safe. */
  safe_drops: MoneyMinor,
  cash_payouts: MoneyMinor,
  cash_top_ups: MoneyMinor,
  /** Handed over for cash sales less their exact amounts, and kept at cash refunds: by rounding to the smallest coin. */
  cash_rounding: MoneyMinor,
  tickets_sold: Count,
  /** Misprints too. */
  tickets_cancelled: Count,
  /** The part of `tickets_cancelled` whose slip did not come out (TKT5). */
  misprints: Count,
  /** How often the drawer was opened without a sale. */
  no_sales: Count,
  expected_cash: MoneyMinor,
  counted_cash: Nullable(MoneyMinor),
  /** counted − expected: recorded, never corrected away. */
  difference: Nullable(MoneyMinor),
  /** Of the Z report: till number and a count without gaps, e.g. `13371-0003`; never repeats (SFT2). */
  z_number: Nullable(Text(20)),
});
export type Shift = Static<typeof Shift>;

export const shifts = declareCollection(Shift, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: {
    which: ({ status }) => status === 'open',
    found: { by: 'lookup', is: ({ deviceId }) => `${deviceId}/open` },
  },
  lookup: ({ device_id, status }) => `${device_id}/${status}`,
  newestBy: null,
  keptDays: null,
  isHot: true,
  indexes: [],
});
