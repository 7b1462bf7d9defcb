import { type Static, Type } from 'typebox';
import { Check } from 'typebox/schema';
import { hourMs, instantAt, instantMs, minuteMs } from '../../../shared/domain/instants.ts';
import { secretText } from '../../../shared/domain/secret-text.ts';
import type { ClockReading } from '../../../shared/domain/till-clock.ts';
import type { HostSecrets } from '../../../shared/host.ts';
import { SignInAnswer } from '../../../shared/protocol/till.ts';
import { Instant, MapOf } from '../../../shared/schema/scalars.ts';
import type { Credential, PinUser } from '../api.ts';
import type { Random } from '../platform.ts';

/** A round figure above what OWASP asks of PBKDF2-SHA256 in an offline attack on a single till's disk. */
const iterations = 310_000;
const validDays = 14;

const Hashed = Type.Object({
  salt: Type.String(),
  hash: Type.String(),
  iterations: Type.Integer({ minimum: 100_000 }),
});

/**
 * Made on this device at an online sign-in; the server's hash never leaves the server (SEC3). A PIN hangs on it and
 * dies with it: no hash makes four digits hard to guess, ten attempts (SEC4) and the expiry do.
 */
const Verifier = Type.Object({
  ...Hashed.properties,
  pin: Type.Optional(Hashed),
  user: SignInAnswer.properties.user,
  /** Which password it was, in the server's words. */
  credential_version: SignInAnswer.properties.credential_version,
  made_at: Instant,
  expires_at: Instant,
  /** The latest use under a clock that nobody vouched for: it was then at least as late. */
  used_at: Type.Optional(Instant),
});
const Verifiers = MapOf(Verifier);
type Verifiers = Static<typeof Verifiers>;

const secretName = 'verifiers';

export type OfflineVerdict =
  | { readonly kind: 'right'; readonly user: SignInAnswer['user'] }
  | { readonly kind: 'wrong' | 'none' | 'expired' };

/** A PIN goes on only where the password is the one under which it was set. */
export async function makeVerifier(
  secrets: HostSecrets,
  random: Random,
  { user, credential_version }: Pick<SignInAnswer, 'user' | 'credential_version'>,
  password: string,
  now: string,
): Promise<void> {
  const expires_at = instantAt(instantMs(now) + validDays * 24 * hourMs);
  const derived = await deriveAnew(random, password);
  const all = await readAll(secrets);
  const before = ownEntry(all, nameKey(user.username));
  const pin = before?.pin && (await isSecretOf(before, password)) ? before.pin : null;
  const verifier = {
    ...derived,
    ...(pin ? { pin } : {}),
    user,
    credential_version,
    made_at: now,
    expires_at,
  };
  await secrets.write(secretName, JSON.stringify({ ...all, [nameKey(user.username)]: verifier }));
}

/** Of a user whose password was just found right by `checkOffline`. */
export async function makePin(
  secrets: HostSecrets,
  random: Random,
  username: string,
  pin: string,
): Promise<void> {
  const derived = await deriveAnew(random, pin);
  const all = await readAll(secrets);
  const verifier = ownEntry(all, nameKey(username));
  if (!verifier) throw new Error('a PIN without a verifier');
  const next = { ...verifier, pin: derived };
  await secrets.write(secretName, JSON.stringify({ ...all, [nameKey(username)]: next }));
}

/** The list has numbers for keys: in one order, whatever the language. */
const byName = new Intl.Collator('en');

/** Who has set a PIN here that has not expired. */
export async function pinUsers(secrets: HostSecrets, reading: ClockReading): Promise<readonly PinUser[]> {
  return Object.values(await readAll(secrets))
    .filter((verifier) => verifier.pin && !isExpired(verifier, reading))
    .map(({ user: { username, name, role } }) => ({ username, name, role }))
    .sort((a, b) => byName.compare(a.name, b.name) || (a.username < b.username ? -1 : 1));
}

/** Who changed the password or left the chain: the old password must not open this till any more. */
export async function dropVerifier(secrets: HostSecrets, username: string): Promise<void> {
  const all = await readAll(secrets);
  const { [nameKey(username)]: _dropped, ...rest } = all;
  if (ownEntry(all, nameKey(username))) await secrets.write(secretName, JSON.stringify(rest));
}

export async function checkOffline(
  secrets: HostSecrets,
  username: string,
  { by, secret }: Credential,
  reading: ClockReading,
): Promise<OfflineVerdict> {
  const all = await readAll(secrets);
  const verifier = ownEntry(all, nameKey(username));
  const derived = by === 'pin' ? verifier?.pin : verifier;
  if (!verifier || !derived) return { kind: 'none' };
  if (!(await isSecretOf(derived, secret))) return { kind: 'wrong' };
  if (isExpired(verifier, reading)) return { kind: 'expired' };
  if (reading.mark === 'lower_bound') {
    const used = { ...verifier, used_at: latestKnown(verifier, reading) };
    await secrets.write(secretName, JSON.stringify({ ...all, [nameKey(username)]: used }));
  }
  return { kind: 'right', user: verifier.user };
}

/** Which password the verifier here is of. */
export async function knownVersion(secrets: HostSecrets, username: string): Promise<string | null> {
  return ownEntry(await readAll(secrets), nameKey(username))?.credential_version ?? null;
}

function isExpired(verifier: Static<typeof Verifier>, reading: ClockReading): boolean {
  // Made under a time that the server has taken back since: nobody knows how long it was to live.
  const isFromAhead =
    reading.mark === 'bounded' && instantMs(reading.now) < instantMs(verifier.made_at) - minuteMs;
  return isFromAhead || latestKnown(verifier, reading) >= verifier.expires_at;
}

/** A wall clock set back makes no verifier younger than it was. */
function latestKnown(
  { made_at, used_at = made_at }: Static<typeof Verifier>,
  { now, mark }: ClockReading,
): string {
  if (mark === 'bounded') return now;
  return [now, made_at].reduce((latest, one) => (one > latest ? one : latest), used_at);
}

async function readAll(secrets: HostSecrets): Promise<Verifiers> {
  const text = await secrets.read(secretName);
  const value: unknown = text === null ? {} : JSON.parse(text);
  return Check(Verifiers, value) ? value : {};
}

export const nameKey = (username: string): string => username.trim().toLowerCase();

/** Never what every object has: people may type `constructor` for a name. */
export const ownEntry = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

async function isSecretOf(
  { salt, hash, iterations: rounds }: Static<typeof Hashed>,
  secret: string,
): Promise<boolean> {
  return isSame(await derive(secret, fromHex(salt), rounds), hash);
}

async function deriveAnew(random: Random, password: string) {
  const salt = random.bytes(16);
  return { salt: toHex(salt), hash: await derive(password, salt, iterations), iterations };
}

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
  const bytes = new TextEncoder().encode(secretText(password));
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    key,
    256,
  );
  return toHex(new Uint8Array(bits));
}

/** Looks at every digit, whatever the first difference. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
