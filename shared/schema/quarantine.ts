import type { Static } from 'typebox';
import { maxEntryBytes } from '../journal/bounds.ts';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import { Count, DeviceRef, Instant, OneOf, Posted, Sha256, Text } from './scalars.ts';

export const QuarantineReason = OneOf(
  'fork',
  'unknown_kind',
  'invalid_body',
  'wrong_store',
  'revoked',
  'not_allowed',
  'posting_failed',
  'too_large',
  'over_budget',
);
export type QuarantineReason = Static<typeof QuarantineReason>;

/** An entry that could not be posted. Text, because its keys are data (some databases refuse dots and dollars). */
export const Quarantine = Posted({
  device_id: DeviceRef,
  epoch: Count,
  seq: Count,
  hash: Sha256,
  reason: QuarantineReason,
  detail: Text(500),
  /** Empty at the tills, and where only hashes were kept. */
  entry_json: Text(maxEntryBytes),
  /** Entries that it stands for: beyond its device's budget all of an epoch, from `first_seq` to `seq`, others between. */
  count: Count,
  first_seq: Count,
  status: OneOf('held', 'released', 'discarded'),
  created_at: Instant,
});
export type Quarantine = Static<typeof Quarantine>;

export const quarantine = declareCollection(Quarantine, {
  stream: 'any',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  // The till that made the entry has it in its journal, and no other needs it.
  emptyAtTills: ['entry_json'],
  inMemory: 'none',
  lookup: ({ device_id, status }) => `${device_id}/${status}`,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
