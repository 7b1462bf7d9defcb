import { hash, verify } from '@node-rs/argon2';
import { secretText } from '../../shared/domain/secret-text.ts';

/** argon2id as OWASP recommends it: 19 MiB, two passes; some 30 ms off the main thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(secretText(password), cost);

let nobodys: Promise<string> | null = null;

/**
 * Whether the password is the one behind the hash. Null (no such user, or one without a password) is never right and
 * takes as long, so that the answer's time does not tell which user names exist.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody signs in with this');
  const right = await verify(passwordHash ?? (await nobodys), secretText(password)).catch(() => false);
  return right && passwordHash !== null;
}
