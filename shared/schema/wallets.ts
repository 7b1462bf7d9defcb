import type { Static } from 'typebox';
import { declareCollection } from './declare.ts';
import { Id, Instant, MoneyMinor, OneOf, Posted, type StoreId, Strict, Text } from './scalars.ts';

/** Provisional: no feature writes it yet. */
export const Wallet = Posted({
  owner: Strict({ name: Text(120), phone: Text(40), email: Text(254) }),
  balance: MoneyMinor,
  status: OneOf('active', 'blocked', 'closed'),
  /** The home store. */
  store_id: Id<StoreId>(),
  created_at: Instant,
  updated_at: Instant,
});
export type Wallet = Static<typeof Wallet>;

export const wallets = declareCollection(Wallet, {
  stream: 'bank',
  holders: null,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
