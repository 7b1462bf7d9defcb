import { createPrivateKey, createPublicKey } from 'node:crypto';
import { sha256Hex } from '../../shared/domain/sha256.ts';
import type { DeviceKey } from '../../shared/journal/signature.ts';

/** What PKCS #8 puts before an Ed25519 key's 32 bytes. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same key for the same seed: what is recorded twice is the same twice. */
export function seededKey(seed: string): DeviceKey {
  const pkcs8 = Buffer.concat([pkcs8Prefix, Buffer.from(sha256Hex(seed), 'hex')]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey: pkcs8.toString('base64url'), publicKey: x };
}
