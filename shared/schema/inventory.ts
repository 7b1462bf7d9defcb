import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Count,
  type DeviceId,
  Id,
  Instant,
  type LotteryId,
  Nullable,
  NumberRange,
  Posted,
  type StoreId,
  Strict,
  Text,
} from './scalars.ts';

/**
 * A share of a batch that one epoch of one till may sell, online or not (STK1). `granted` − `used` is what it still
 * has; `ranges` are those numbers in a numbered batch, empty in one that is only counted.
 */
export const Allotment = Strict({
  device_id: Id<DeviceId>(),
  epoch: Type.Integer({ minimum: 1 }),
  granted: Count,
  used: Count,
  ranges: Type.Array(NumberRange),
  /** Given back so far: who has given back is served after those who have not. */
  released: Count,
});
export type Allotment = Static<typeof Allotment>;

/** A batch. Not allotted yet: `total_stock` − Σ `granted`, numbers in `pool`. */
export const Inventory = Posted({
  store_id: Id<StoreId>(),
  lottery_id: Id<LotteryId>(),
  batch_number: Text(40, 1),
  total_stock: Count,
  /** On hand: `total_stock` − `sold` − `returned` − `damaged` (STK2). Below zero only beside an exception. */
  remaining_stock: Type.Integer(),
  reorder_threshold: Count,
  restock_flag: Type.Boolean(),
  last_restocked: Instant,
  created_at: Instant,
  allotments: Type.Array(Allotment),
  pool: Type.Array(NumberRange),
  number_range: Nullable(NumberRange),
  sold: Count,
  returned: Count,
  damaged: Count,
  updated_at: Instant,
});
export type Inventory = Static<typeof Inventory>;

export const inventory = declareCollection(Inventory, {
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
