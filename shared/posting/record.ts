import type { MasterCollection, RecordSaved, recordKinds } from '../journal/bodies/record.ts';
import { chainStream } from '../journal/entry.ts';
import type { DocumentOf } from '../schema/collections.ts';
import { quarantineId } from './keys.ts';
import type { Poster, Posters } from './poster.ts';
import { recordFault } from './record-fault.ts';

/** Throws on what is none: a database may refuse to look it up. */
function idOf({ _id }: Record<string, unknown>): string {
  if (typeof _id !== 'string' || !/^[0-9a-f]{24}$/.test(_id)) throw new Error('a record has no id');
  return _id;
}

/** Every document belongs to one stream: a device to its store's, the rest to the chain's. */
const streamOf = ({ collection, record }: RecordSaved): unknown =>
  collection === 'pos_devices' ? record.store_id : chainStream;

const recordSaved: Poster<'record.saved'> = {
  keys: (entry) => [{ collection: entry.body.collection, id: idOf(entry.body.record) }],

  post({ entry, context, documents }) {
    const { collection, record } = entry.body;
    const fault = recordFault(collection, record);
    if (fault) throw new Error(fault);
    if (streamOf(entry.body) !== context.stream)
      throw new Error(`${collection} do not belong to this stream`);
    // Its heads would not know of it.
    if (collection === 'pos_devices' && record.status === 'revoked')
      throw new Error('a device is revoked by device.status_changed');
    documents.put(collection, record as unknown as DocumentOf<MasterCollection>);
  },

  audit: ({ body }) => ({
    entity_type: body.collection,
    entity_id: idOf(body.record),
    description: `Recorded in ${body.collection}: ${String(body.record.name ?? body.record.username ?? '')}`,
  }),
};

const entryQuarantined: Poster<'entry.quarantined'> = {
  keys: ({ body }) => [
    { collection: 'quarantine', id: quarantineId(body.device_id, body.epoch, body.seq, body.hash) },
  ],

  post({ entry, documents, postedAt }) {
    const { body } = entry;
    const id = quarantineId(body.device_id, body.epoch, body.seq, body.hash);
    // It may have been settled since: keeping the same entry twice changes nothing.
    if (documents.get('quarantine', id)) return;
    documents.put('quarantine', {
      _id: id,
      ...body,
      count: 1,
      first_seq: body.seq,
      status: 'held',
      created_at: postedAt,
    });
  },

  audit: ({ body }) => ({
    entity_type: 'quarantine',
    entity_id: quarantineId(body.device_id, body.epoch, body.seq, body.hash),
    description: `Kept aside entry ${body.seq} of ${body.device_id} (${body.reason}).`,
  }),
};

export const recordPosters: Posters<typeof recordKinds> = {
  'record.saved': recordSaved,
  'entry.quarantined': entryQuarantined,
};
