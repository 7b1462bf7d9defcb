import type { Static } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  type DeviceId,
  Id,
  Instant,
  LocalDate,
  type LotteryId,
  MoneyMinor,
  Nullable,
  PaymentMethod,
  Posted,
  type SaleId,
  type StoreId,
  Text,
  type TicketId,
  type UserId,
} from './scalars.ts';

/** One per ticket, and one negative for a cancelled or refunded ticket; Σ `total_amount` is what was taken. */
export const Sale = Posted({
  ticket_id: Id<TicketId>(),
  store_id: Id<StoreId>(),
  user_id: Id<UserId>(),
  lottery_id: Id<LotteryId>(),
  price: MoneyMinor,
  payment_method: PaymentMethod,
  tax: MoneyMinor,
  total_amount: MoneyMinor,
  sale_time: Instant,
  transaction_id: Text(40, 1),
  created_at: Instant,
  /** The sale that this one takes back. */
  reverses: Nullable(Id<SaleId>()),
  device_id: Id<DeviceId>(),
  business_day: LocalDate,
});
export type Sale = Static<typeof Sale>;

export const sales = declareCollection(Sale, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: ({ sale_time }) => [sale_time],
  keptDays: 90,
  isHot: false,
  indexes: [['store_id', 'sale_time']],
});
