import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  type BatchId,
  Count,
  Id,
  Instant,
  type LotteryId,
  Posted,
  type StoreId,
  Strict,
  Text,
  type TicketId,
} from './scalars.ts';

/** So many tickets of one number are named; each further one has its exception all the same. */
export const maxTicketsOfSerial = 10;

/** A printed number of a batch (raffle number, ticket of a pack), and the tickets that it was sold as (STK4). */
export const SoldSerial = Posted({
  store_id: Id<StoreId>(),
  lottery_id: Id<LotteryId>(),
  batch_id: Id<BatchId>(),
  serial: Count,
  /** Not cancelled; the first took the number. Empty where it is free again, more than one beside an exception. */
  tickets: Type.Array(Strict({ ticket_id: Id<TicketId>(), ticket_number: Text(32, 8) }), {
    maxItems: maxTicketsOfSerial,
  }),
  updated_at: Instant,
});
export type SoldSerial = Static<typeof SoldSerial>;

export const soldSerials = declareCollection(SoldSerial, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: ({ updated_at }) => [updated_at],
  keptDays: 90,
  isHot: false,
  indexes: [],
});
