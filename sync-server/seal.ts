import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../shared/journal/canonical.ts';

/**
 * 32 bytes that only who holds the server's secret can make of these parts (HMAC-SHA-256 over their canonical JSON).
 * The first part says what the seal is for, so that none serves for anything else.
 */
export const sealOf = (secret: string, ...parts: readonly (string | number | null)[]): Buffer =>
  createHmac('sha256', secret).update(canonicalJson(parts)).digest();

/** In constant time, so that answers do not tell how much of a guess was right. */
export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);
