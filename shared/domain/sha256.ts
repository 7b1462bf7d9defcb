import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 of text (as UTF-8) or bytes, 64 hex digits. Imported as `#sha256`: that is this file in a browser, which has
 * nothing synchronous of its own, and in Node the machine's own, eight times as fast.
 */
export const sha256Hex = (data: string | Uint8Array): string =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
