import { sha256Hex } from '#sha256';
import { canonicalJson } from './canonical.ts';
import type { Envelope } from './entry.ts';

/**
 * The longest an entry may be, as JSON in UTF-8. A till refuses a longer one before it commits it, and an upload has
 * room for it (`maxUploadBytes`): what a till can commit, the server can take. Half a megabyte takes a minute over a
 * line of 64 kbit/s.
 */
export const maxEntryBytes = 508 * 1024;

/** What the signature adds to an entry that is still without it. */
const signatureBytes = 86;

/**
 * So much JSON may one entry come to in documents, in characters. A block holds at least one entry with its documents,
 * and MongoDB takes no document beyond 16 MB.
 */
export const maxDocumentsOfEntry = 4_000_000;

const encoder = new TextEncoder();

export const entryBytes = (entry: Envelope): number => encoder.encode(JSON.stringify(entry)).length;

/** Asked before commit, of an entry that may not be signed yet. */
export const isTooLarge = (entry: Envelope): boolean =>
  entryBytes(entry) + (entry.signature === '' ? signatureBytes : 0) > maxEntryBytes;

export const isWithoutBody = (entry: Envelope): boolean => entry.body_bytes !== undefined;

/** An entry as it travels or is kept where its body is too much: its hash, and how long it was. */
export const withoutBody = (entry: Envelope): Envelope =>
  isWithoutBody(entry) ? entry : { ...entry, body: {}, body_bytes: entryBytes(entry) };

/**
 * What the sender of an entry signs. Without its body nobody can recompute the hash, so the signature is over all that
 * is there: otherwise whoever carries an upload could take the bodies out.
 */
export function signedHash(entry: Envelope): string {
  if (!isWithoutBody(entry)) return entry.hash;
  const { signature: _signature, ...signed } = entry;
  return sha256Hex(canonicalJson(signed));
}
