import type { User } from '../../shared/schema/users.ts';
import { isSame, sealOf } from '../seal.ts';

type Credential = Pick<User, '_id' | 'password_hash'>;

/**
 * Names the password that a user has now, for a terminal to compare. Sealed with the server's secret, so that it tells
 * nothing about the hash (SEC3); the user's own part is first, so that nobody can make one for a user name by guessing.
 */
export const credentialVersion = (secret: string, { _id, password_hash }: Credential): string =>
  `${seal(secret, ['user', _id])}.${seal(secret, ['credential', _id, password_hash])}`;

/** Whether this server gave `version` out for the user, whose password is another one since. */
export function isOldVersion(secret: string, user: Credential, version: string): boolean {
  const [ofUser = ''] = version.split('.');
  return (
    isSameText(ofUser, seal(secret, ['user', user._id])) &&
    !isSameText(version, credentialVersion(secret, user))
  );
}

const seal = (secret: string, facts: readonly (string | null)[]): string =>
  sealOf(secret, 'credential version', ...facts)
    .toString('base64url')
    .slice(0, 32);

const isSameText = (a: string, b: string): boolean => isSame(Buffer.from(a), Buffer.from(b));
