import { sha256Hex } from '#sha256';
import { hourMs, instantMs } from '../../shared/domain/instants.ts';
import { headKey } from '../../shared/posting/posting.ts';
import { epochSubject } from '../../shared/protocol/proof.ts';
import type { EpochRequest } from '../../shared/protocol/till.ts';
import { must, ok, type Result, refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Decision, DeviceEpoch } from '../streams/streams.ts';
import { type EnrolmentContext, factsOf, isPublicKey, type Papers, papersOf } from './context.ts';
import { deviceToken, type EpochFacts } from './papers.ts';
import { proofFault } from './proof.ts';
import { freshTillNumber, usedTillNumbers } from './till-number.ts';

/** New epochs of one device an hour. A journal is lost once in years: a device that begins many is broken or hostile. */
const epochsPerHour = 10;

/**
 * A new life of a device's journal, for whoever proves the new key and that of the epoch `from` which goes before.
 * Asked again with the same key, it answers the same epoch.
 */
export async function openEpoch(
  context: EnrolmentContext,
  { device: from, head }: { readonly device: DeviceEpoch; readonly head: Head },
  request: EpochRequest,
): Promise<Result<Papers>> {
  if (!isPublicKey(request.public_key)) {
    return refuse('request.invalid', { detail: 'public_key must be a raw Ed25519 key as base64url' });
  }
  const { public_key, challenge, proof, previous_proof } = request;
  const statement = { purpose: 'epoch', challenge, public_key, about: epochSubject(from) } as const;
  const unproven = await proofFault(context, statement, [
    { public_key, signature: proof },
    { public_key: head.public_key, signature: previous_proof },
  ]);
  if (unproven) return { ok: false, refusal: unproven };
  const decided = await context.inTurn(from.stream, () =>
    context.streams.decide(from.stream, 'server', nextEpoch(context, from, request)),
  );
  if (!decided.ok) return decided;
  const facts = decided.value;
  const token = deviceToken(context.secret, facts, '');
  if (sha256Hex(token) !== facts.token_hash) {
    // This key began its epoch by an activation code, or under another server's secret.
    return refuse('epoch.key_used');
  }
  return ok(await papersOf(context, facts, token));
}

function nextEpoch(
  context: EnrolmentContext,
  from: DeviceEpoch,
  request: EpochRequest,
): Decision<EpochFacts> {
  return async (view) => {
    const device = await view.get('pos_devices', from.device_id);
    if (device?.status !== 'active') {
      return refuse('device.not_active');
    }
    const newest = await view.get('heads', headKey(from.device_id, device.epoch).id);
    const { public_key, pos_version, reason } = request;
    if (newest?.public_key === public_key)
      return ok({ drafts: [], value: factsOf(newest, device, pos_version) });
    // Counted only here: repeating an earlier answer begins no further epoch.
    const tenthNewest = await view.get('heads', headKey(from.device_id, device.epoch + 1 - epochsPerHour).id);
    if (tenthNewest && instantMs(tenthNewest.opened_at) > instantMs(view.now) - hourMs) {
      return refuse('epoch.too_many');
    }
    const till_number = freshTillNumber(await usedTillNumbers(context.store, from.stream), context.randomInt);
    if (till_number === null) {
      return refuse('epoch.no_till_number');
    }
    const epoch = device.epoch + 1;
    const store_code = must(await view.get('stores', from.stream), 'store of a device').code;
    const subject = { store_id: from.stream, device_id: from.device_id, epoch, public_key };
    const token_hash = sha256Hex(deviceToken(context.secret, subject, ''));
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
