import { objectIdFromKey } from '../../shared/domain/ids.ts';
import { instantAt, instantMs } from '../../shared/domain/instants.ts';
import type { NewDeviceAnswer, NewDeviceRequest } from '../../shared/protocol/console.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { Asker, Draft } from '../streams/streams.ts';
import { activationCode, activationCodeHash, activationCodeLifeMs } from './activation-code.ts';
import { type EnrolmentContext, loadStore } from './context.ts';

/** A terminal's id follows from its store and its first name, so that one request never makes two. */
export const deviceIdOf = (storeId: string, name: string): string =>
  objectIdFromKey('pos_devices', storeId, name.trim().toLowerCase());

/** A new terminal, or a new code for one that was never enrolled. The same request again gives the same code. */
export async function newDevice(
  context: Omit<EnrolmentContext, 'inTurn'>,
  by: Asker,
  request: NewDeviceRequest,
): Promise<Result<NewDeviceAnswer>> {
  if (!(await loadStore(context.store, request.store_id))) {
    return refuse('device.store_unknown');
  }
  const name = request.name.trim();
  if (name === '') return refuse('request.invalid', { detail: 'the terminal needs a name, such as Till 3' });
  const id = deviceIdOf(request.store_id, name);
  const code = activationCode(context.secret, id, request.request_id);
  const activation_code_hash = activationCodeHash(code);
  return context.streams.decide(request.store_id, 'hq', async (view) => {
    const known = await view.get('pos_devices', id);
    if (known && known.status !== 'pending') {
      return refuse('device.name_taken', { name: known.name });
    }
    if (known?.activation_code_hash === activation_code_hash && known.activation_expires_at) {
      return ok({
        drafts: [],
        value: { device_id: id, activation_code: code, expires_at: known.activation_expires_at },
      });
    }
    const expires_at = instantAt(instantMs(view.now) + activationCodeLifeMs);
    const record = pendingDevice({
      id,
      store_id: request.store_id,
      name,
      at: view.now,
      activation_code_hash,
      expires_at,
      created_at: known?.created_at ?? view.now,
    });
    return ok({
      drafts: [recordDevice(record, by)],
      value: { device_id: id, activation_code: code, expires_at },
    });
  });
}

/** A terminal that waits for its activation code. */
export const pendingDevice = (device: {
  readonly id: string;
  readonly store_id: string;
  readonly name: string;
  readonly at: string;
  readonly created_at: string;
  readonly activation_code_hash: string;
  readonly expires_at: string;
}): Omit<PosDevice, 'stream' | 'rev'> => ({
  _id: device.id,
  store_id: device.store_id,
  name: device.name,
  status: 'pending',
  pos_version: null,
  last_seen: null,
  unsent: 0,
  pending_commands: [],
  activation_code_hash: device.activation_code_hash,
  activation_expires_at: device.expires_at,
  epoch: 0,
  open_shift_id: null,
  created_at: device.created_at,
  updated_at: device.at,
});

export const recordDevice = (record: Omit<PosDevice, 'stream' | 'rev'>, by: Asker | null): Draft => ({
  kind: 'record.saved',
  body: { collection: 'pos_devices', record },
  user_id: by?.user_id ?? null,
  address: by?.address ?? null,
});
