import type { ClockReading } from '../../shared/domain/till-clock.ts';
import { SignInAnswer } from '../../shared/protocol/api.ts';
import { isOtherProtocol } from '../../shared/protocol/version.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Session } from './api.ts';
import type { SignInAttempts } from './attempts.ts';
import type { EpochPapers } from './papers.ts';
import type { Platform } from './platform.ts';
import type { ServerCalls } from './server-calls.ts';
import { checkOffline, dropVerifier, makeVerifier } from './verifiers.ts';
import type { View } from './view.ts';

interface SignInParts {
  readonly platform: Platform;
  readonly papers: EpochPapers;
  readonly server: ServerCalls;
  readonly attempts: SignInAttempts;
  readonly view: View;
  reading(): ClockReading;
}

/** Online sign-ins must not keep a queue of customers waiting for a server that is not there. */
const onlineTimeoutMs = 6_000;

const locked = refuse(
  'sign_in.locked',
  'Too many wrong attempts: this user is locked at this till. A manager who signs in here unlocks it.',
);
const wrong = refuse('sign_in.wrong', 'User name or password is wrong. Try again.');

/** By the server where it answers, otherwise by the verifier that this device made (SEC3, SEC4). */
export async function signIn(
  parts: SignInParts,
  username: string,
  password: string,
): Promise<Result<Session>> {
  const { attempts, reading } = parts;
  const { now, mark } = reading();
  if (!(await attempts.count(username, now, mark === 'bounded'))) return locked;
  const online = await signInOnline(parts, username, password);
  const result = online ?? (await signInOffline(parts, username, password));
  if (result.ok) {
    await attempts.uncount(username, true);
    if (result.value.user.role !== 'staff') await attempts.clear();
  } else if (result.refusal.code !== wrong.refusal.code) await attempts.uncount(username, false);
  return result;
}

/** Null where the server does not answer. */
async function signInOnline(
  { platform, papers, server, reading }: SignInParts,
  username: string,
  password: string,
): Promise<Result<Session> | null> {
  const answer = await server.call({
    method: 'POST',
    path: '/api/sign-in',
    token: papers.token,
    body: { username, password },
    answer: SignInAnswer,
    timeoutMs: onlineTimeoutMs,
  });
  const { secrets } = platform.host;
  if (answer.ok) {
    const { user } = answer.value;
    await makeVerifier(secrets, platform.random, user, password, reading().now);
    return ok({ user, method: 'online' });
  }
  const { status, code } = answer.refusal;
  // A server that does not know this till (restored, revoked), or is of another version, judges nobody's password.
  if (status === null || status >= 500 || code.startsWith('device.') || isOtherProtocol(code)) return null;
  if (code === 'sign_in.inactive' || code === 'sign_in.not_this_store') await dropVerifier(secrets, username);
  return code === wrong.refusal.code
    ? wrong
    : { ok: false, refusal: { code, message: answer.refusal.message, values: { context: 'server' } } };
}

async function signInOffline(
  { platform, view, reading }: SignInParts,
  username: string,
  password: string,
): Promise<Result<Session>> {
  const verdict = await checkOffline(platform.host.secrets, username, password, reading().now);
  switch (verdict.kind) {
    case 'wrong':
      return wrong;
    case 'none':
      return refuse(
        'sign_in.not_here_yet',
        'The server does not answer, and this user has never signed in at this till. Connect it, or let someone sign in who has.',
      );
    case 'expired':
      return refuse(
        'sign_in.expired',
        'The server does not answer, and the last sign-in with it is too long ago. Connect this till to sign in.',
      );
    case 'right': {
      const known = view.held('users', verdict.user.id);
      return known?.status === 'inactive'
        ? refuse('sign_in.inactive', 'This user may no longer sign in. Ask a manager.')
        : ok({ user: verdict.user, method: 'offline' });
    }
    default:
      return verdict satisfies never;
  }
}
