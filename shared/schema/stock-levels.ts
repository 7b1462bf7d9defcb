import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import { Count, Id, type LotteryId, Posted, type StoreId } from './scalars.ts';

/** On hand of a lottery over the store's open batches: what low stock is judged by (STK3). */
export const StockLevel = Posted({
  store_id: Id<StoreId>(),
  lottery_id: Id<LotteryId>(),
  on_hand: Type.Integer(),
  reorder_threshold: Count,
  restock_flag: Type.Boolean(),
});
export type StockLevel = Static<typeof StockLevel>;

export const stockLevels = declareCollection(StockLevel, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: true,
  indexes: [],
});
