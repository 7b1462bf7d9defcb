import type { MasterCollection, recordBodies } from '../journal/bodies/record.ts';
import type { DocumentOf } from '../schema/collections.ts';
import { quarantineId } from './keys.ts';
import type { Poster, Posters } from './poster.ts';
import { recordFault } from './record-fault.ts';

const idOf = (record: Record<string, unknown>): string => String(record._id);

const recordSaved: Poster<'record.saved'> = {
  keys: (entry) => [{ collection: entry.body.collection, id: idOf(entry.body.record) }],

  post(entry, _context, documents) {
    const { collection, record } = entry.body;
    const fault = recordFault(collection, record);
    if (fault) throw new Error(fault);
    documents.put(collection, record as unknown as DocumentOf<MasterCollection>);
  },

  audit: (body) => ({
    entity_type: body.collection,
    entity_id: idOf(body.record),
    description: `Recorded in ${body.collection}: ${String(body.record.name ?? body.record.username ?? '')}`,
  }),
};

const entryQuarantined: Poster<'entry.quarantined'> = {
  keys: ({ body }) => [
    { collection: 'quarantine', id: quarantineId(body.device_id, body.epoch, body.seq, body.hash) },
  ],

  post(entry, context, documents) {
    const { body } = entry;
    documents.put('quarantine', {
      _id: quarantineId(body.device_id, body.epoch, body.seq, body.hash),
      ...body,
      status: 'held',
      created_at: context.received_at ?? entry.at,
    });
  },

  audit: (body) => ({
    entity_type: 'quarantine',
    entity_id: quarantineId(body.device_id, body.epoch, body.seq, body.hash),
    description: `Kept aside entry ${body.seq} of ${body.device_id} (${body.reason}).`,
  }),
};

export const recordPosters: Posters<typeof recordBodies> = {
  'record.saved': recordSaved,
  'entry.quarantined': entryQuarantined,
};
