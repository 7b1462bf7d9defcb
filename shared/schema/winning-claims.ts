import type { Static } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Id,
  Instant,
  MoneyMinor,
  Nullable,
  OneOf,
  PaymentMethod,
  Posted,
  type StoreId,
  Strict,
  Text,
  type TicketId,
  type UserId,
} from './scalars.ts';

/** Provisional: no feature writes it yet. One per ticket, ever. */
export const WinningClaim = Posted({
  ticket_id: Id<TicketId>(),
  ticket_number: Text(32, 8),
  /** The paying store. */
  store_id: Id<StoreId>(),
  selling_store_id: Id<StoreId>(),
  user_id: Id<UserId>(),
  gross: MoneyMinor,
  withheld: MoneyMinor,
  net: MoneyMinor,
  status: OneOf('pending', 'approved', 'paid', 'rejected'),
  method: Nullable(PaymentMethod),
  winner: Nullable(Strict({ name: Text(120), phone: Text(40), email: Text(254), id_document: Text(80) })),
  decided_by: Nullable(Id<UserId>()),
  created_at: Instant,
  decided_at: Nullable(Instant),
  paid_at: Nullable(Instant),
  updated_at: Instant,
});
export type WinningClaim = Static<typeof WinningClaim>;

export const winningClaims = declareCollection(WinningClaim, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
