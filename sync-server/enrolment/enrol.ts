import { sha256Hex } from '#sha256';
import { headKey } from '../../shared/posting/posting.ts';
import type { EnrolRequest } from '../../shared/protocol/till.ts';
import { must, ok, type Refusal, type Result, refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { Decision } from '../streams/streams.ts';
import { activationCodeHash } from './activation-code.ts';
import { type EnrolmentContext, factsOf, isPublicKey, type Papers, papersOf } from './context.ts';
import { deviceToken, type EpochFacts } from './papers.ts';
import { proofFault } from './proof.ts';
import { freshTillNumber, usedTillNumbers } from './till-number.ts';

/**
 * Redeems a single-use activation code: the device's next epoch begins (SEC1). Its answer may be lost, so whoever proves
 * the key that it was redeemed for is given the papers again while the code lives.
 */
export async function enrol(context: EnrolmentContext, request: EnrolRequest): Promise<Result<Papers>> {
  if (!isPublicKey(request.public_key)) {
    return refuse('request.invalid', { detail: 'public_key must be a raw Ed25519 key as base64url' });
  }
  const { public_key, challenge, activation_code, proof } = request;
  const statement = { purpose: 'enrol', challenge, public_key, about: activation_code } as const;
  const unproven = await proofFault(context, statement, [{ public_key, signature: proof }]);
  if (unproven) return { ok: false, refusal: unproven };
  const codeHash = activationCodeHash(activation_code);
  const device = await findByCode(context, codeHash);
  if (!device) return codeWrong;
  const { store_id } = device;
  const decided = await context.inTurn(store_id, () =>
    context.streams.decide(store_id, 'server', redeem(context, device, request, codeHash)),
  );
  if (!decided.ok) return decided;
  return ok(await papersOf(context, decided.value, tokenOf(context, decided.value, codeHash)));
}

function redeem(
  context: EnrolmentContext,
  { _id, store_id }: PosDevice,
  request: EnrolRequest,
  codeHash: string,
): Decision<EpochFacts> {
  return async (view) => {
    const device = await view.get('pos_devices', _id);
    // Another code was made meanwhile.
    if (device?.activation_code_hash !== codeHash) return codeUsed;
    if (device.status === 'locked' || device.status === 'revoked') return notActive;
    const head = await view.get('heads', headKey(_id, device.epoch).id);
    const redeemed = head && isBegunBy(context, head, codeHash) ? head : null;
    if (redeemed && redeemed.public_key !== request.public_key) return codeUsed;
    if (device.activation_expires_at === null) return codeUsed;
    if (device.activation_expires_at <= view.now) return redeemed ? codeUsed : codeExpired;
    if (redeemed) return ok({ drafts: [], value: factsOf(redeemed, device, request.pos_version) });
    const till_number = freshTillNumber(await usedTillNumbers(context.store, store_id), context.randomInt);
    if (till_number === null) return noTillNumber;
    const { name } = device;
    const store_code = must(await view.get('stores', store_id), 'store of a device').code;
    const epoch = device.epoch + 1;
    const { public_key, pos_version } = request;
    const token = deviceToken(context.secret, { store_id, device_id: _id, epoch, public_key }, codeHash);
    const body = {
      device_id: _id,
      epoch,
      till_number,
      store_code,
      public_key,
      token_hash: sha256Hex(token),
      pos_version,
      name,
    };
    return ok({
      drafts: [{ kind: 'device.enrolled', body, user_id: null }],
      value: { ...body, store_id },
    });
  };
}

/** Waiting for its code, or enrolled by it. */
async function findByCode(context: EnrolmentContext, codeHash: string): Promise<PosDevice | null> {
  const found = await context.store.list('pos_devices', {
    filter: { activation_code_hash: { eq: codeHash } },
    sort: { field: '_id', direction: 'asc' },
    limit: 1,
  });
  return (found[0] as PosDevice | undefined) ?? null;
}

/** Whether the code was redeemed for this epoch. */
const isBegunBy = (context: EnrolmentContext, head: Head, codeHash: string): boolean =>
  sha256Hex(tokenOf(context, { ...head, store_id: head.stream }, codeHash)) === head.token_hash;

const tokenOf = (
  context: EnrolmentContext,
  of: Pick<EpochFacts, 'store_id' | 'device_id' | 'epoch' | 'public_key'>,
  codeHash: string,
) => deviceToken(context.secret, of, codeHash);

const codeWrong = refuse('activation.wrong');
const codeUsed: { ok: false; refusal: Refusal } = refuse('activation.used');
const codeExpired = refuse('activation.expired');
const notActive = refuse('device.not_active');
const noTillNumber = refuse('activation.no_till_number');
