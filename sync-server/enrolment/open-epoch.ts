import { sha256Hex } from '#sha256';
import { headKey } from '../../shared/posting/posting.ts';
import type { EpochRequest } from '../../shared/protocol/till.ts';
import { must, ok, type Result, refuse } from '../../shared/result.ts';
import type { Decision, DeviceEpoch } from '../streams/streams.ts';
import { type EnrolmentDesk, factsOf, isPublicKey, type Papers, papersOf } from './desk.ts';
import { deviceToken, type EpochFacts } from './papers.ts';
import { freshTillNumber, usedTillNumbers } from './till-number.ts';

/** A new life of a device's journal. Asked again with the same key, it answers the same epoch. */
export async function openEpoch(
  desk: EnrolmentDesk,
  from: DeviceEpoch,
  request: EpochRequest,
): Promise<Result<Papers>> {
  if (!isPublicKey(request.public_key)) {
    return refuse('request.invalid', 'public_key must be a raw Ed25519 key as base64url.');
  }
  const decided = await desk.queue(from.stream, () =>
    desk.streams.decide(from.stream, 'server', nextEpoch(desk, from, request)),
  );
  if (!decided.ok) return decided;
  const facts = decided.value;
  const token = deviceToken(desk.secret, facts, '');
  if (sha256Hex(token) !== facts.token_hash) {
    // This key began its epoch by an activation code, or under another server's secret.
    return refuse('epoch.key_used', 'This key has an epoch already. Make a new key.');
  }
  return ok(await papersOf(desk, facts, token));
}

function nextEpoch(desk: EnrolmentDesk, from: DeviceEpoch, request: EpochRequest): Decision<EpochFacts> {
  return async (view) => {
    const device = await view.get('pos_devices', from.device_id);
    if (device?.status !== 'active') {
      return refuse('device.not_active', 'This terminal is locked or revoked. Ask your administrator.');
    }
    const newest = await view.get('heads', headKey(from.device_id, device.epoch).id);
    const { public_key, pos_version, reason } = request;
    if (newest?.public_key === public_key)
      return ok({ drafts: [], value: factsOf(newest, device, pos_version) });
    const till_number = freshTillNumber(await usedTillNumbers(desk.store, from.stream), desk.randomInt);
    if (till_number === null) {
      return refuse(
        'epoch.no_till_number',
        'This store has given out all its till numbers. Ask your administrator.',
      );
    }
    const epoch = device.epoch + 1;
    const store_code = must(await view.get('stores', from.stream), 'store of a device').code;
    const subject = { store_id: from.stream, device_id: from.device_id, epoch, public_key };
    const token_hash = sha256Hex(deviceToken(desk.secret, subject, ''));
    const begun = {
      device_id: from.device_id,
      epoch,
      till_number,
      store_code,
      public_key,
      token_hash,
      pos_version,
    };
    return ok({
      drafts: [{ kind: 'epoch.opened', body: { ...begun, reason }, user_id: null }],
      value: { ...begun, store_id: from.stream, name: device.name },
    });
  };
}
