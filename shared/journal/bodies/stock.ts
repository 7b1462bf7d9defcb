import { type Static, Type } from 'typebox';
import {
  type BatchId,
  Count,
  type DeviceId,
  Id,
  type LotteryId,
  Nullable,
  NumberRange,
  Strict,
  Text,
  type UserId,
} from '../../schema/scalars.ts';
import { declareKind } from '../declare.ts';

export const maxQuantity = 10_000_000;
const Quantity = Type.Integer({ minimum: 1, maximum: maxQuantity });

/** A batch that arrived. Its id follows from store, lottery and batch number. */
export const StockReceived = Strict({
  batch_id: Id<BatchId>(),
  lottery_id: Id<LotteryId>(),
  batch_number: Text(40, 1),
  quantity: Quantity,
  /** Of a numbered batch; as many numbers as `quantity`. */
  number_range: Nullable(NumberRange),
  reorder_threshold: Count,
  /** False: the whole batch belongs to the receiving till until it shares; true: the server allots it. */
  shared: Type.Boolean(),
  /** The lottery's other batches in the receiver's view: their restock_flag falls with this one's arrival. */
  other_batch_ids: Type.Array(Id<BatchId>(), { maxItems: 200 }),
  pos_version: Text(40),
});
export type StockReceived = Static<typeof StockReceived>;

const Grant = Strict({
  device_id: Id<DeviceId>(),
  epoch: Type.Integer({ minimum: 1 }),
  quantity: Quantity,
  ranges: Type.Array(NumberRange),
});

/** The server allots shares of a batch (escrow, STK1). */
export const StockGranted = Strict({
  batch_id: Id<BatchId>(),
  lottery_id: Id<LotteryId>(),
  grants: Type.Array(Grant, { minItems: 1, maxItems: 200 }),
});
export type StockGranted = Static<typeof StockGranted>;

/** A till gives what it has not sold of its own share back to the pool. */
export const StockReleased = Strict({
  batch_id: Id<BatchId>(),
  lottery_id: Id<LotteryId>(),
  quantity: Quantity,
  ranges: Type.Array(NumberRange),
  reason: Text(200),
  authorized_by: Nullable(Id<UserId>()),
  pos_version: Text(40),
});
export type StockReleased = Static<typeof StockReleased>;

export const stockKinds = {
  'stock.received': declareKind(StockReceived, {
    by: 'any',
    whenStopped: 'refused',
    amount: ({ quantity }) => ({ pieces: quantity }),
    slips: null,
    sold: null,
    boundsClock: null,
  }),
  'stock.granted': declareKind(StockGranted, { by: 'central' }),
  'stock.released': declareKind(StockReleased, {
    by: 'till',
    whenStopped: 'made',
    amount: ({ quantity }) => ({ pieces: -quantity }),
    slips: null,
    sold: null,
    boundsClock: null,
  }),
};
