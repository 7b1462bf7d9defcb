import { type Static, Type } from 'typebox';
import { QuarantineReason } from '../../schema/quarantine.ts';
import { MapOf, OneOf, Sha256, Strict, Text } from '../../schema/scalars.ts';
import { maxEntryBytes } from '../bounds.ts';
import { declareKind } from '../declare.ts';

/** Collections whose documents head office records whole. */
export const MasterCollection = OneOf('chain_settings', 'stores', 'users', 'lotteries', 'pos_devices');
export type MasterCollection = Static<typeof MasterCollection>;

/** By head office: a master record as it stands from now on, without `stream` and `rev`, which posting sets. */
export const RecordSaved = Strict({
  collection: MasterCollection,
  record: MapOf(Type.Unknown()),
});
export type RecordSaved = Static<typeof RecordSaved>;

/** By the server: keeps what contradicts an entry that it already has (SYN3). The first stays, this is the second. */
export const EntryQuarantined = Strict({
  device_id: Text(80, 1),
  epoch: Type.Integer({ minimum: 1 }),
  seq: Type.Integer({ minimum: 1 }),
  hash: Sha256,
  reason: QuarantineReason,
  detail: Text(500),
  entry_json: Text(maxEntryBytes),
});
export type EntryQuarantined = Static<typeof EntryQuarantined>;

export const recordKinds = {
  'record.saved': declareKind(RecordSaved, { by: 'central' }),
  'entry.quarantined': declareKind(EntryQuarantined, { by: 'central' }),
};
