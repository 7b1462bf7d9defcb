import { newDeviceKey } from '../../../shared/journal/signature.ts';
import { epochSubject } from '../../../shared/protocol/proof.ts';
import { Enrolment, type EnrolRequest, type EpochRequest } from '../../../shared/protocol/till.ts';
import { must, ok, type Result } from '../../../shared/result.ts';
import type { Platform } from '../platform.ts';
import type { EpochPapers, Papers } from './papers.ts';
import { prove } from './proving.ts';
import { readmit } from './readmitting.ts';
import type { CallRefusal, ServerCalls } from './server-calls.ts';

interface Parts {
  readonly platform: Platform;
  readonly papers: Papers;
  readonly server: ServerCalls;
}

/** Redeems an activation code. Asked again after a lost answer, the server gives the same papers to who proves the key. */
export async function enrol(parts: Parts, activationCode: string): Promise<Result<void>> {
  const key = await pendingKey(parts);
  const activation_code = activationCode.trim();
  const proven = await prove(parts.server, 'enrol', activation_code, [key]);
  if (!proven.ok) return proven;
  const { challenge, proofs } = proven.value;
  const body: EnrolRequest = {
    activation_code,
    public_key: key.public_key,
    pos_version: parts.platform.host.posVersion,
    challenge,
    proof: must(proofs[0], 'proof of the key'),
  };
  const answer = await parts.server.call({
    method: 'POST',
    path: '/api/enrol',
    token: null,
    body,
    answer: Enrolment,
  });
  if (!answer.ok) return answer;
  await parts.papers.add(papersOf(answer.value, key));
  return ok(undefined);
}

/** A new life of this device's journal, with a till number of its own: no ticket number comes twice (JRN5). */
export async function openEpoch(
  parts: Parts,
  lost: EpochPapers,
  reason: EpochRequest['reason'],
): Promise<Result<void>> {
  const first = await askEpoch(parts, lost, reason);
  const answer =
    first.ok || !(await mend(parts, lost, first.refusal)) ? first : await askEpoch(parts, lost, reason);
  if (!answer.ok) return answer;
  await parts.papers.add(
    papersOf(answer.value, must(parts.papers.binder.pending_key, 'key of the new epoch')),
  );
  return ok(undefined);
}

async function askEpoch(
  parts: Parts,
  lost: EpochPapers,
  reason: EpochRequest['reason'],
): Promise<Result<Enrolment, CallRefusal>> {
  const key = await pendingKey(parts);
  const proven = await prove(parts.server, 'epoch', epochSubject(lost), [key, lost]);
  if (!proven.ok) return proven;
  const { challenge, proofs } = proven.value;
  const body: EpochRequest = {
    public_key: key.public_key,
    reason,
    pos_version: parts.platform.host.posVersion,
    challenge,
    proof: must(proofs[0], 'proof of the new key'),
    previous_proof: must(proofs[1], 'proof of the key before'),
  };
  return parts.server.call({
    method: 'POST',
    path: '/api/epochs',
    token: lost.token,
    body,
    answer: Enrolment,
  });
}

/** Whether it is worth asking once more. */
async function mend(
  { papers, server, platform }: Parts,
  lost: EpochPapers,
  refusal: CallRefusal,
): Promise<boolean> {
  if (refusal.code === 'epoch.key_used') {
    await papers.change({ pending_key: null });
    return true;
  }
  return refusal.code === 'device.unknown' && (await readmit(server, platform.random, lost)).ok;
}

/** Durable before anyone is told of it: an answer that is lost must find its key again. */
async function pendingKey({ papers, platform }: Parts) {
  const { pending_key, till_secret } = papers.binder;
  if (pending_key && till_secret) return pending_key;
  const { privateKey, publicKey } = await newDeviceKey();
  const key = pending_key ?? { private_key: privateKey, public_key: publicKey };
  const secret = Array.from(platform.random.bytes(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  await papers.change({ pending_key: key, till_secret: till_secret ?? secret });
  return key;
}

const papersOf = (
  enrolment: Enrolment,
  key: { readonly private_key: string; readonly public_key: string },
): EpochPapers => ({ ...enrolment, ...key, journal_begun: false });
