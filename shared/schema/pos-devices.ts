import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import {
  Count,
  Id,
  Instant,
  Nullable,
  OneOf,
  Posted,
  Sha256,
  type ShiftId,
  type StoreId,
  Strict,
  Text,
} from './scalars.ts';

export const PosDevice = Posted({
  store_id: Id<StoreId>(),
  name: Text(60, 1),
  status: OneOf('pending', 'active', 'locked', 'revoked'),
  pos_version: Nullable(Text(40)),
  /** Signs of life: set beside posting, newest server time wins. */
  last_seen: Nullable(Instant),
  unsent: Count,
  pending_commands: Type.Array(Strict({ command: Text(40, 1), argument: Nullable(Text(200)), at: Instant })),
  /** SHA-256 of the single-use activation code; removed from whatever leaves the server. */
  activation_code_hash: Nullable(Sha256),
  activation_expires_at: Nullable(Instant),
  /** The newest epoch given to it. */
  epoch: Count,
  /** The shift that was opened last at its drawer, in whatever epoch, and is not closed. */
  open_shift_id: Nullable(Id<ShiftId>()),
  created_at: Instant,
  updated_at: Instant,
});
export type PosDevice = Static<typeof PosDevice>;

export const posDevices = declareCollection(PosDevice, {
  stream: 'store',
  holders: tillsOfItsStore,
  secret: ['activation_code_hash'],
  signsOfLife: { last_seen: null, unsent: 0, pos_version: null },
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: true,
  indexes: [],
});
