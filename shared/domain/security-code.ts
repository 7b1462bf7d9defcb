import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeBase32, normaliseBase32 } from './crockford.ts';
import { sha256Hex } from './ids.ts';

/**
 * The code printed beside a ticket's number: 40 bits of an HMAC-SHA256 under the till's secret (hex), 8 characters
 * without hyphen. Only this till can make it, at any time again (the original after a jam); nobody can guess it
 * from the number (TKT2).
 */
export function securityCode(ticketNumber: string, secretHex: string): string {
  const mac = hmac(sha256, hexToBytes(secretHex), utf8ToBytes(normaliseBase32(ticketNumber)));
  return encodeBase32(
    mac.subarray(0, 5).reduce((value, byte) => value * 256 + byte, 0),
    8,
  );
}

/** For paper and screen: `XXXX-XXXX`. */
export const formatSecurityCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/**
 * What entries and documents carry in the code's place: SHA-256 (hex) over number and code, both in any spelling
 * that people type.
 */
export const securityCodeHash = (ticketNumber: string, code: string): string =>
  sha256Hex(`${normaliseBase32(ticketNumber)}:${normaliseBase32(code)}`);
