import type { Static } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import { Count, DeviceRef, Instant, Nullable, OneOf, Posted, Sha256, Text } from './scalars.ts';

/** The end of one epoch's chain as this stream has taken it in. */
export const Head = Posted({
  device_id: DeviceRef,
  epoch: Count,
  /** Unique in the store; 0 for the server's own pseudo-devices. */
  till_number: Count,
  /** What its ticket numbers begin with; null where it was begun without. */
  store_code: Nullable(Text(6)),
  /** Ed25519, raw, base64url; empty for pseudo-devices. */
  public_key: Text(64),
  /** SHA-256 of the epoch's bearer token; removed from whatever leaves the server. */
  token_hash: Text(64),
  status: OneOf('active', 'revoked'),
  /** Of a revoked one: the last entry that still applies (SEC1). */
  revoked_seq: Nullable(Count),
  seq: Count,
  /** Hash of entry `seq`; 64 zeros before the first. */
  hash: Sha256,
  /** Z reports of this epoch so far. */
  z_reports: Count,
  opened_at: Instant,
});
export type Head = Static<typeof Head>;

export const heads = declareCollection(Head, {
  stream: 'any',
  holders: tillsOfItsStore,
  secret: ['token_hash'],
  signsOfLife: {},
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: true,
  indexes: [],
});
