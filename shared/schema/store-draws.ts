import type { Static } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Count,
  Id,
  Instant,
  type LotteryId,
  MoneyMinor,
  Nullable,
  OneOf,
  Posted,
  type StoreId,
} from './scalars.ts';

/** One draw at one store. `tickets`, `boards`, `amount`: what takes part; late tickets are counted apart (DRW2). */
export const StoreDraw = Posted({
  store_id: Id<StoreId>(),
  lottery_id: Id<LotteryId>(),
  draw_date: Instant,
  cutoff_at: Instant,
  /** When the server closes the store's stream for the draw. */
  close_at: Instant,
  status: OneOf('open', 'closed'),
  tickets: Count,
  boards: Count,
  amount: MoneyMinor,
  late_tickets: Count,
  late_amount: MoneyMinor,
  closed_at: Nullable(Instant),
});
export type StoreDraw = Static<typeof StoreDraw>;

export const storeDraws = declareCollection(StoreDraw, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: true,
  indexes: [['status', 'close_at']],
});
