import { sha256Hex } from '#sha256';
import { encodeBase32, normaliseBase32 } from '../../shared/domain/crockford.ts';
import { hourMs } from '../../shared/domain/instants.ts';
import { secretText } from '../../shared/domain/secret-text.ts';
import { sealOf } from '../seal.ts';

export const activationCodeLifeMs = 7 * 24 * hourMs;

/**
 * A single-use code, 60 bits as `XXXX-XXXX-XXXX`. Derived from the request that asked for it, so that a repeated
 * request gives the same code though only its hash is stored.
 */
export function activationCode(secret: string, deviceId: string, requestId: string): string {
  const mac = sealOf(secret, 'activation code', deviceId, requestId);
  const text = encodeBase32(mac.readUInt32BE(0) >>> 2, 6) + encodeBase32(mac.readUInt32BE(4) >>> 2, 6);
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is stored of a code, in any spelling that people type. */
export const activationCodeHash = (code: string): string => sha256Hex(normaliseBase32(secretText(code)));
