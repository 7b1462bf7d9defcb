import type { Static } from 'typebox';
import { declareCollection, everyTill } from './declare.ts';
import { Count, Instant, MoneyMinor, Nullable, OneOf, Posted, Text } from './scalars.ts';

/** One document for the chain. */
export const ChainSettings = Posted({
  name: Text(120, 1),
  /** ISO 4217. */
  currency: Text(3, 3),
  currency_exponent: Count,
  rounding: OneOf('half_up', 'half_even', 'down'),
  /** BCP 47, for currency and dates. */
  locale: Text(20, 2),
  minimum_age: Count,
  /** A store pays prizes up to here itself. */
  claim_limit_store: MoneyMinor,
  claim_limit_offline: MoneyMinor,
  /** Basket ceilings. */
  basket_max_amount: Nullable(MoneyMinor),
  /** From here a sale is confirmed before printing. */
  large_sale_amount: Nullable(MoneyMinor),
  helpline: Text(200),
  created_at: Instant,
  updated_at: Instant,
});
export type ChainSettings = Static<typeof ChainSettings>;

export const chainSettings = declareCollection(ChainSettings, {
  stream: 'chain',
  holders: everyTill,
  secret: [],
  signsOfLife: {},
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
