import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import { may, permissions } from '../../../shared/domain/permissions.ts';
import type { User } from '../../../shared/schema/users.ts';

/** Everyone's in a scene. */
const scenePin = '2580';
const scenePassword = 'demo-1234';
/** The fewest that a till takes for a verifier: a preview is opened hundreds of times. */
const iterations = 100_000;
const salt = '00'.repeat(16);

/** The secret by which users sign in at a till without its server, as the till writes it. */
export async function scenePins(users: readonly User[], now: string): Promise<string> {
  const [password, pin] = await Promise.all([hashed(scenePassword), hashed(scenePin)]);
  const expires_at = instantAt(instantMs(now) + 14 * 24 * hourMs);
  return JSON.stringify(
    Object.fromEntries(
      users.map((user) => [
        user.username,
        {
          ...password,
          pin,
          user: asSignedIn(user),
          credential_version: 'the only one',
          made_at: now,
          expires_at,
        },
      ]),
    ),
  );
}

/** As the server answers a sign-in: with all rights that the role and the user's own give. */
export function asSignedIn({ _id: id, ...user }: User) {
  return { ...user, id, permissions: permissions.filter((permission) => may(user, permission)) };
}

async function hashed(secret: string) {
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16), iterations },
    key,
    256,
  );
  const hash = Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { salt, hash, iterations };
}
