import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  type BatchId,
  Count,
  type DeviceId,
  Id,
  IdText,
  Instant,
  LocalDate,
  type LotteryId,
  MoneyMinor,
  Nullable,
  OneOf,
  PaymentMethod,
  Posted,
  type SaleId,
  Sha256,
  type StoreId,
  Strict,
  Text,
  type UserId,
} from './scalars.ts';

/** One list of numbers per pool of the lottery. */
export const Board = Strict({ numbers: Type.Array(Type.Array(Count)), quick_pick: Type.Boolean() });
export type Board = Static<typeof Board>;

/** `boards` for draw games; `serial` for a raffle number or a ticket of a pack. */
export const Selection = Strict({ boards: Type.Array(Board, { maxItems: 20 }), serial: Nullable(Count) });
export type Selection = Static<typeof Selection>;

export const CustomerInfo = Strict({ name: Text(120), phone: Text(40), email: Text(254) });
export const DeviceInfo = Strict({ device_id: IdText<DeviceId>(), pos_version: Text(40) });

/**
 * How well the till knew the time of the sale: `bounded` by the server's time carried on by the monotonic clock, or
 * only from below (a restart without the server). See DRW1.
 */
export const ClockMark = OneOf('bounded', 'lower_bound');
export type ClockMark = Static<typeof ClockMark>;

export const Ticket = Posted({
  ticket_number: Text(32, 8),
  lottery_id: Id<LotteryId>(),
  store_id: Id<StoreId>(),
  user_id: Id<UserId>(),
  purchase_datetime: Instant,
  status: OneOf('sold', 'cancelled', 'won'),
  winning_amount: Nullable(MoneyMinor),
  /** The draw's instant; null for instant tickets. */
  draw_date: Nullable(Instant),
  payment_method: PaymentMethod,
  device_info: DeviceInfo,
  customer_info: Nullable(CustomerInfo),
  created_at: Instant,
  updated_at: Instant,
  transaction_id: Text(40, 1),
  slip_number: Nullable(Text(32)),
  selection: Selection,
  /** When the server took it in; null while only its till knows it. */
  registered_at: Nullable(Instant),
  /** Set where it arrived after its draw was closed: takes no part, refundable (DRW2). */
  late_at: Nullable(Instant),
  security_code_hash: Sha256,
  reprints: Count,
  sale_id: Id<SaleId>(),
  batch_id: Nullable(Id<BatchId>()),
  /** Sold beyond what its till had of the batch (STK1). */
  oversold: Type.Boolean(),
  cutoff_at: Nullable(Instant),
  price: MoneyMinor,
  tax: MoneyMinor,
  total_amount: MoneyMinor,
  business_day: LocalDate,
  /** Of the selling device's journal: whose allotment it was taken from. */
  epoch: Type.Integer({ minimum: 1 }),
  clock: ClockMark,
  cancelled_at: Nullable(Instant),
  /** The negative sale that took it back. */
  reversed_by: Nullable(Id<SaleId>()),
});
export type Ticket = Static<typeof Ticket>;

export const tickets = declareCollection(Ticket, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: ({ ticket_number }) => ticket_number,
  newestBy: ({ registered_at, purchase_datetime }) => [registered_at ?? purchase_datetime, purchase_datetime],
  keptDays: 90,
  isHot: false,
  indexes: [['ticket_number'], ['store_id', 'purchase_datetime']],
});
