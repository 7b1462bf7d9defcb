import type { deviceKinds } from '../journal/bodies/device.ts';
import { genesisHash } from '../journal/entry.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { must } from '../result.ts';
import type { PosDevice } from '../schema/pos-devices.ts';
import type { EntryPosting } from './entry-posting.ts';
import { headId } from './keys.ts';
import type { Poster, Posters } from './poster.ts';
import type { Unposted } from './workspace.ts';

type EpochEntry = EntryOf<'device.enrolled' | 'epoch.opened'>;

const keys = (entry: EpochEntry) => [
  { collection: 'pos_devices' as const, id: entry.body.device_id },
  { collection: 'heads' as const, id: headId(entry.body.device_id, entry.body.epoch) },
];

/** A device that the database does not know: it was enrolled after the moment this database was restored from. */
const unknownDevice = (entry: EpochEntry): Unposted<'pos_devices'> => ({
  _id: entry.body.device_id,
  store_id: must(entry.store_id, 'store of a device'),
  name: entry.kind === 'device.enrolled' ? entry.body.name : `Till ${entry.body.till_number}`,
  status: 'active',
  pos_version: null,
  last_seen: null,
  unsent: 0,
  pending_commands: [],
  activation_code_hash: null,
  activation_expires_at: null,
  epoch: 0,
  open_shift_id: null,
  created_at: entry.at,
  updated_at: entry.at,
});

/** Begins an epoch: makes its head and points the device at the newest one. A revoked device's begins revoked (SEC1). */
function beginEpoch({ entry, documents, postedAt }: EntryPosting<EpochEntry>): void {
  const { body } = entry;
  const id = headId(body.device_id, body.epoch);
  if (documents.get('heads', id)) throw new Error(`epoch ${body.epoch} of ${body.device_id} exists already`);
  const device: PosDevice | Unposted<'pos_devices'> =
    documents.get('pos_devices', body.device_id) ?? unknownDevice(entry);
  const isRevoked = device.status === 'revoked';
  documents.put('heads', {
    _id: id,
    device_id: body.device_id,
    epoch: body.epoch,
    till_number: body.till_number,
    store_code: body.store_code ?? null,
    public_key: body.public_key,
    token_hash: body.token_hash,
    status: isRevoked ? 'revoked' : 'active',
    revoked_seq: isRevoked ? 0 : null,
    seq: 0,
    hash: genesisHash,
    z_reports: 0,
    opened_at: postedAt,
  });
  documents.put('pos_devices', {
    ...device,
    status: device.status === 'pending' ? 'active' : device.status,
    pos_version: body.pos_version,
    // The code's hash stays: who types a used code again is told so, and a terminal whose answer was lost may repeat it
    // while the code lives, but not once a later epoch has begun.
    activation_expires_at: entry.kind === 'device.enrolled' ? device.activation_expires_at : null,
    epoch: Math.max(device.epoch, body.epoch),
    updated_at: postedAt,
  });
}

const deviceEnrolled: Poster<'device.enrolled'> = {
  keys,
  post: beginEpoch,
  audit: ({ body }) => ({
    entity_type: 'pos_devices',
    entity_id: body.device_id,
    description: `Enrolled ${body.name} with till number ${body.till_number}.`,
  }),
};

const epochOpened: Poster<'epoch.opened'> = {
  keys,
  post: beginEpoch,
  audit: ({ body }) => ({
    entity_type: 'pos_devices',
    entity_id: body.device_id,
    description: `Opened epoch ${body.epoch} (${body.reason}) with till number ${body.till_number}.`,
  }),
};

const statusChanged: Poster<'device.status_changed'> = {
  keys: ({ body }) => [
    { collection: 'pos_devices', id: body.device_id },
    ...body.epochs.map(({ epoch }) => ({
      collection: 'heads' as const,
      id: headId(body.device_id, epoch),
    })),
  ],

  post({ entry, documents, postedAt }) {
    const { device_id, status, epochs } = entry.body;
    const device = must(documents.get('pos_devices', device_id), 'device');
    if (device.status === 'revoked') throw new Error('a revoked device stays so');
    if (status !== 'revoked' && epochs.length > 0) throw new Error('only a revocation ends epochs');
    for (const { epoch, seq } of epochs) {
      const head = must(documents.get('heads', headId(device_id, epoch)), 'head of a device');
      documents.put('heads', { ...head, status: 'revoked', revoked_seq: seq });
    }
    documents.put('pos_devices', { ...device, status, updated_at: postedAt });
  },

  audit: ({ body }) => ({
    entity_type: 'pos_devices',
    entity_id: body.device_id,
    description: `Set to ${body.status}: ${body.reason}`,
  }),
};

const userSignedIn: Poster<'user.signed_in'> = {
  keys: () => [],
  post: () => {},
  audit: ({ body }) => ({
    entity_type: 'users',
    entity_id: body.user_id,
    description: `Signed in ${body.method}.`,
  }),
};

export const devicePosters: Posters<typeof deviceKinds> = {
  'device.enrolled': deviceEnrolled,
  'epoch.opened': epochOpened,
  'device.status_changed': statusChanged,
  'user.signed_in': userSignedIn,
};
