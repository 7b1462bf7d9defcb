import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Count,
  DeviceRef,
  Id,
  Instant,
  Nullable,
  OneOf,
  Posted,
  type StoreId,
  Strict,
  Text,
} from './scalars.ts';

export const ExceptionCode = OneOf(
  'ticket.late',
  'ticket.sold_after_cutoff',
  'ticket.cancelled_twice',
  'ticket.cancelled_after_close',
  'ticket.cancelled_but_won',
  'ticket.refunded_not_late',
  'ticket.refund_wrong',
  'ticket.number_not_of_this_till',
  'ticket.unknown',
  'stock.oversold',
  'stock.batch_received_twice',
  'stock.batch_unknown',
  'stock.released_too_much',
  'stock.serial_sold_twice',
  'shift.unknown',
  'shift.already_closed',
  'shift.second_open',
  'shift.not_of_this_till',
  'shift.z_number_wrong',
  'sale.total_wrong',
  'total.overflowed',
);
export type ExceptionCode = Static<typeof ExceptionCode>;

/** Something wrong with a fact that happened nevertheless: for a manager to settle. */
export const Exception = Posted({
  code: ExceptionCode,
  store_id: Nullable(Id<StoreId>()),
  entry: Strict({ device_id: DeviceRef, epoch: Count, seq: Count }),
  /** The documents it concerns, `collection/id`. */
  concerns: Type.Array(Text(60)),
  message: Text(500),
  status: OneOf('open', 'settled'),
  created_at: Instant,
});
export type Exception = Static<typeof Exception>;

export const exceptions = declareCollection(Exception, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: { which: ({ status }) => status === 'open', found: { by: 'lookup', is: () => 'open' } },
  lookup: ({ status }) => status,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
