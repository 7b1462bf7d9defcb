import { secretText } from '../../../shared/domain/secret-text.ts';
import type { ClockReading } from '../../../shared/domain/till-clock.ts';
import { SignInAnswer } from '../../../shared/protocol/till.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { Credential, Session } from '../api.ts';
import type { Platform } from '../platform.ts';
import type { EpochPapers } from '../sync/papers.ts';
import type { CallRefusal, ServerCalls } from '../sync/server-calls.ts';
import type { View } from '../view/view.ts';
import type { SignInAttempts } from './attempts.ts';
import { checkOffline, dropVerifier, knownVersion, makePin, makeVerifier } from './verifiers.ts';

export interface SignInParts {
  readonly platform: Platform;
  readonly papers: EpochPapers;
  readonly server: ServerCalls;
  readonly attempts: SignInAttempts;
  readonly view: View;
  reading(): ClockReading;
}

/** Online sign-ins must not keep a queue of customers waiting for a server that is not there. */
const onlineTimeoutMs = 6_000;

const locked = refuse('sign_in.locked');
const wrong = refuse('sign_in.wrong');
const wrongPin = refuse('sign_in.wrong', { context: 'pin' });

const noPin = refuse('sign_in.no_pin');

/**
 * A password by the server where it answers, otherwise by the verifier that this device made; a PIN by this device alone
 * (SEC3). Each attempt counts (SEC4).
 */
export async function signIn(
  parts: SignInParts,
  username: string,
  credential: Credential,
): Promise<Result<Session>> {
  const { attempts, reading } = parts;
  const { now, mark } = reading();
  if (!(await attempts.count(username, now, mark === 'bounded'))) return locked;
  const asked = credential.by === 'pin' ? null : await signInOnline(parts, username, credential.secret);
  const result = asked?.verdict ?? (await signInOffline(parts, username, credential, asked?.refusal ?? null));
  if (result.ok) {
    await attempts.uncount(username, true);
    if (result.value.user.role !== 'staff') await attempts.clear();
  } else if (result.refusal.code !== wrong.refusal.code) await attempts.uncount(username, false);
  return result;
}

/** What asking the server came to: its verdict on this user's password, or what it said instead. */
type Asked =
  | { readonly verdict: Result<Session>; readonly refusal?: never }
  | { readonly verdict: null; readonly refusal: CallRefusal };

/**
 * Only the server's word about this user's password is a verdict. A server that does not know this till (restored,
 * revoked), is too busy, or of another version judges nobody's password, nor does what answers in its place.
 */
async function signInOnline(
  { platform, papers, server, reading }: SignInParts,
  username: string,
  password: string,
): Promise<Asked> {
  const { secrets } = platform.host;
  const credential_version = await knownVersion(secrets, username);
  const answer = await server.call({
    method: 'POST',
    path: '/api/sign-in',
    token: papers.token,
    body: { username, password, ...(credential_version === null ? {} : { credential_version }) },
    answer: SignInAnswer,
    timeoutMs: onlineTimeoutMs,
  });
  if (answer.ok) {
    await makeVerifier(secrets, platform.random, answer.value, password, reading().now);
    return { verdict: ok({ user: answer.value.user, method: 'online' }) };
  }
  switch (answer.refusal.code) {
    case 'sign_in.wrong':
      return { verdict: wrong };
    case 'sign_in.changed':
      // The old password, and the PIN set under it, must not open this till once it is unplugged.
      await dropVerifier(secrets, username);
      return { verdict: wrong };
    case 'sign_in.inactive':
    case 'sign_in.not_this_store':
      await dropVerifier(secrets, username);
      return { verdict: { ok: false, refusal: answer.refusal } };
    default:
      return { verdict: null, refusal: answer.refusal };
  }
}

/** `said`: by the server, which gave no verdict; null where it was not asked. */
async function signInOffline(
  { platform, view, reading }: SignInParts,
  username: string,
  credential: Credential,
  said: CallRefusal | null,
): Promise<Result<Session>> {
  const byPin = credential.by === 'pin';
  const verdict = await checkOffline(platform.host.secrets, username, credential, reading());
  // It does answer, so that the way out is what it says.
  if (said?.code === 'sign_in.locked' && (verdict.kind === 'none' || verdict.kind === 'expired')) {
    return refuse('sign_in.locked', { context: 'server' });
  }
  switch (verdict.kind) {
    case 'wrong':
      return byPin ? wrongPin : wrong;
    case 'none':
      if (byPin) return noPin;
      return refuse('sign_in.not_here_yet');
    case 'expired':
      if (byPin) return noPin;
      return refuse('sign_in.expired');
    case 'right': {
      const left = goneFromHere(view, verdict.user);
      return left
        ? { ok: false, refusal: left }
        : ok({ user: verdict.user, method: byPin ? 'pin' : 'offline' });
    }
    default:
      return verdict satisfies never;
  }
}

/**
 * Head office may have let a user go, or sent one to another store, since the last sign-in here: then the document says
 * so, or has left with the user. Administrators work at every store and have a document at none.
 */
export function goneFromHere(view: Pick<View, 'held'>, { id, role }: Session['user']): Refusal | null {
  const known = view.held('users', id);
  if (known?.status === 'inactive') {
    return refuse('sign_in.inactive').refusal;
  }
  return known || role === 'admin' ? null : refuse('sign_in.not_this_store').refusal;
}

/** A PIN for the user whose password this is; 4 to 8 digits that are not the first anyone tries. */
export async function setPin(
  { platform, attempts, reading }: SignInParts,
  username: string,
  password: string,
  typedPin: string,
): Promise<Result<void>> {
  const pin = secretText(typedPin);
  if (!/^\d{4,8}$/.test(pin)) return refuse('pin.digits');
  if (isObvious(pin)) return refuse('pin.obvious');
  const { now, mark } = reading();
  if (!(await attempts.count(username, now, mark === 'bounded'))) return locked;
  const { secrets } = platform.host;
  const verdict = await checkOffline(secrets, username, { by: 'password', secret: password }, reading());
  if (verdict.kind === 'wrong') return wrong;
  await attempts.uncount(username, verdict.kind === 'right');
  if (verdict.kind !== 'right') {
    return refuse('pin.no_verifier');
  }
  await makePin(secrets, platform.random, username, pin);
  return ok(undefined);
}

/** One digit over and over, or digits in a row. */
function isObvious(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}
