import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { sha256Hex } from '#sha256';
import { DeviceEnrolled } from '../../shared/journal/bodies/device.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { type DeviceId, Id, type StoreId, Strict } from '../../shared/schema/scalars.ts';
import { isSame, sealOf } from '../seal.ts';
import type { DeviceEpoch } from '../streams/streams.ts';

/** What an epoch's certificate states: the body of the entry that began it, and its store. */
const EpochFacts = Strict({ ...DeviceEnrolled.properties, store_id: Id<StoreId>() });
export type EpochFacts = Static<typeof EpochFacts>;

const facts = Compile(EpochFacts);

/** Whom a token names. */
type TokenSubject = { readonly store_id: StoreId; readonly device_id: DeviceId; readonly epoch: number };

const prefix = 'tls_d_';
const idBytes = 12;
const secretBytes = 32;
const tokenBytes = idBytes + idBytes + 4 + secretBytes;

/**
 * The bearer token of an epoch: store, device and epoch, by which its head is found, and 256 bits that nobody can
 * guess. Derived, not drawn: a terminal that lost the answer and asks again with the same key gets the same token.
 * `ground` is what the epoch was given for (the activation code's hash, or '' for a later epoch): whoever asks again
 * must know it, although it is stored nowhere any more.
 */
export function deviceToken(
  secret: string,
  of: TokenSubject & { readonly public_key: string },
  ground: string,
): string {
  const epoch = Buffer.alloc(4);
  epoch.writeUInt32BE(of.epoch);
  const mac = sealOf(secret, 'device token', of.store_id, of.device_id, of.epoch, of.public_key, ground);
  const ids = [Buffer.from(of.store_id, 'hex'), Buffer.from(of.device_id, 'hex')];
  return `${prefix}${Buffer.concat([...ids, epoch, mac]).toString('base64url')}`;
}

/** The epoch that a token names, or null where the text is no device token. Proves nothing. */
export function readDeviceToken(token: string): DeviceEpoch | null {
  if (!token.startsWith(prefix)) return null;
  const bytes = Buffer.from(token.slice(prefix.length), 'base64url');
  if (bytes.length !== tokenBytes) return null;
  return {
    stream: bytes.subarray(0, idBytes).toString('hex'),
    device_id: bytes.subarray(idBytes, 2 * idBytes).toString('hex'),
    epoch: bytes.readUInt32BE(2 * idBytes),
  };
}

export const isTokenOf = (token: string, tokenHash: string): boolean =>
  isSame(Buffer.from(sha256Hex(token), 'hex'), Buffer.from(tokenHash, 'hex'));

/** The server's seal over an epoch's facts, for a day on which its database knows nothing of them. */
export function sealCertificate(secret: string, epochFacts: EpochFacts): string {
  const text = Buffer.from(canonicalJson(epochFacts)).toString('base64url');
  return `${text}.${sealOf(secret, 'certificate', text).toString('base64url')}`;
}

/** What a certificate states, or null where this server did not seal it. */
export function openCertificate(secret: string, certificate: string): EpochFacts | null {
  const [text = '', seal = '', ...rest] = certificate.split('.');
  const given = Buffer.from(seal, 'base64url');
  if (rest.length > 0 || !isSame(given, sealOf(secret, 'certificate', text))) return null;
  const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  return facts.Check(value) ? value : null;
}
