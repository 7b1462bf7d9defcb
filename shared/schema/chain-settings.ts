import { type Static, Type } from 'typebox';
import { declareCollection, everyTill } from './declare.ts';
import { Count, Instant, MoneyMinor, maxAmountMinor, Nullable, OneOf, Posted, Text } from './scalars.ts';

/** So many kinds of notes and coins a count of a drawer may have. */
export const maxDenominations = 40;

/** One document for the chain. */
export const ChainSettings = Posted({
  name: Text(120, 1),
  /** ISO 4217. */
  currency: Text(3, 3),
  currency_exponent: Count,
  rounding: OneOf('half_up', 'half_even', 'down'),
  /** Notes and coins in minor units that a drawer is counted in; null: those of the currency. */
  denominations: Nullable(
    Type.Array(Type.Integer({ minimum: 1, maximum: maxAmountMinor }), {
      minItems: 1,
      maxItems: maxDenominations,
    }),
  ),
  /** Cash is rounded to the nearest multiple, 1 for never; null: as the currency has it. Cards and wallets pay exactly. */
  cash_rounding_step: Nullable(Type.Integer({ minimum: 1, maximum: 100_000 })),
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
