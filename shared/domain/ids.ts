import { sha256Hex } from '#sha256';
import { instantMs } from './instants.ts';

/**
 * The id of a document that has a natural key (a claim of a ticket, day totals, a batch, a draw): 24 hex digits, the
 * same at every till, on the server and at every posting. As JSON, so that `('ab', 'c')` is not `('a', 'bc')`.
 */
export function objectIdFromKey(...parts: (string | number)[]): string {
  if (parts.some((part) => typeof part === 'number' && !Number.isSafeInteger(part))) {
    throw new Error(`${parts.join(', ')} is no key`);
  }
  return sha256Hex(JSON.stringify(parts)).slice(0, 24);
}

/**
 * The id of document number `index` that an entry makes, 24 hex digits: 4 bytes of seconds of the entry's `at`, so
 * that ids roughly sort by time, and 8 bytes of a SHA-256 over the entry's hash and `index`.
 */
export function objectIdOfEntry(at: string, entryHash: string, index: number): string {
  // A till's clock may say any year: whatever does not fit 4 bytes wraps around.
  const seconds = ((Math.floor(instantMs(at) / 1000) % 2 ** 32) >>> 0).toString(16).padStart(8, '0');
  return `${seconds}${sha256Hex(`${entryHash}:${index}`).slice(0, 16)}`;
}
