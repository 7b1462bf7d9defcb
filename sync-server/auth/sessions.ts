import { sha256Hex } from '#sha256';
import { hourMs, instantAt, instantMs } from '../../shared/domain/instants.ts';
import type { User } from '../../shared/schema/users.ts';
import type { CentralStore, Session } from '../store/port.ts';

const prefix = 'tls_u_';
const lifeMs = 12 * hourMs;

export const isUserToken = (token: string): boolean => token.startsWith(prefix);

/** Begins a session. The token is nowhere stored, only its SHA-256. */
export async function beginSession(
  store: CentralStore,
  user: { readonly id: string; readonly deviceId: string | null },
  randomBytes: (count: number) => Uint8Array,
  nowMs: number,
): Promise<{ readonly token: string; readonly expires_at: string }> {
  const token = `${prefix}${Buffer.from(randomBytes(32)).toString('base64url')}`;
  const expires_at = instantAt(nowMs + lifeMs);
  await store.saveSession({
    token_hash: sha256Hex(token),
    user_id: user.id,
    device_id: user.deviceId,
    expires_at,
  });
  return { token, expires_at };
}

export interface SignedIn {
  readonly session: Session;
  readonly user: User;
}

/** Who the token stands for now: null where the session has ended or the user may no longer sign in. */
export async function findSignedIn(
  store: CentralStore,
  token: string,
  nowMs: number,
): Promise<SignedIn | null> {
  const session = await store.findSession(sha256Hex(token));
  if (!session || instantMs(session.expires_at) <= nowMs) return null;
  const user = (await store.load([{ collection: 'users', id: session.user_id }])).get(
    `users/${session.user_id}`,
  ) as User | undefined;
  return user?.status === 'active' ? { session, user } : null;
}
