import { secretText } from '../../shared/domain/secret-text.ts';
import { hash, verify } from './argon2.ts';

export const hashPassword = (password: string): Promise<string> => hash(secretText(password));

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
