import { instantAt } from '../../shared/domain/instants.ts';
import { may, permissions } from '../../shared/domain/permissions.ts';
import type { SignInAnswer, SignInRequest } from '../../shared/protocol/till.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { User } from '../../shared/schema/users.ts';
import type { CentralStore } from '../store/port.ts';
import type { DeviceEpoch } from '../streams/streams.ts';
import type { Attempts } from './attempts.ts';
import { credentialVersion, isOldVersion } from './credential-version.ts';
import { isPassword } from './passwords.ts';
import { beginSession } from './sessions.ts';

export interface SignInParts {
  readonly store: CentralStore;
  readonly attempts: Attempts;
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Seals what a terminal is told of a credential. */
  readonly secret: string;
}

/** Where someone signs in: at a terminal, or at an address without one. */
export interface SignInPlace {
  readonly device: DeviceEpoch | null;
  readonly address: string;
}

/** Checks the password and begins a session. Ten wrong attempts lock the name at that place for a while (SEC4). */
export async function signIn(
  parts: SignInParts,
  { username: typed, password, credential_version }: SignInRequest,
  place: SignInPlace,
): Promise<Result<Omit<SignInAnswer, 'server_time'>>> {
  const username = typed.trim().toLowerCase();
  const key = JSON.stringify([username, place.device?.device_id ?? place.address]);
  const checked = await parts.attempts.attempt(
    key,
    parts.nowMs(),
    () => checkPassword(parts, username, password, credential_version ?? null),
    (result) => !result.ok,
  );
  if (!checked) return locked;
  if (!checked.ok) return checked;
  await parts.attempts.clear(key);
  const user = checked.value;
  if (user.status !== 'active') return inactive;
  if (place.device && !worksAt(user, place.device.stream)) return elsewhere;

  const nowMs = parts.nowMs();
  const deviceId = place.device?.device_id ?? null;
  const session = await beginSession(parts.store, { id: user._id, deviceId }, parts.randomBytes, nowMs);
  await parts.store.signOfLife('users', user._id, 'last_login', instantAt(nowMs), {});
  return ok({
    ...session,
    credential_version: credentialVersion(parts.secret, user),
    user: publicUser(user),
  });
}

async function checkPassword(
  { store, secret }: SignInParts,
  username: string,
  password: string,
  knownVersion: string | null,
): Promise<Result<User>> {
  const user = await findUser(store, username);
  const right = await isPassword(user?.password_hash ?? null, password);
  if (user && right) return ok(user);
  return user && knownVersion !== null && isOldVersion(secret, user, knownVersion) ? changed : wrong;
}

/** What a user may know of a user: above all not the password's hash (SEC3). */
export const publicUser = (user: User): SignInAnswer['user'] => ({
  id: user._id,
  name: user.name,
  username: user.username,
  role: user.role,
  permissions: permissions.filter((permission) => may(user, permission)),
  store_id: user.store_id,
  store_ids: user.store_ids,
});

/** Administrators work everywhere, the rest at their own store and where they help out. */
export const worksAt = (user: Pick<User, 'role' | 'store_id' | 'store_ids'>, storeId: string): boolean =>
  user.role === 'admin' || user.store_id === storeId || user.store_ids.includes(storeId);

async function findUser(store: CentralStore, username: string): Promise<User | null> {
  const found = await store.list('users', {
    filter: { username: { eq: username } },
    sort: { field: '_id', direction: 'asc' },
    limit: 1,
  });
  return (found[0] as User | undefined) ?? null;
}

const locked = refuse('sign_in.locked');
const wrong = refuse('sign_in.wrong');
const changed = refuse('sign_in.changed');
const inactive = refuse('sign_in.inactive');
const elsewhere = refuse('sign_in.not_this_store');
