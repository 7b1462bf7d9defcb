import { type Static, Type } from 'typebox';
import { Count, DeviceRef, Id, Instant, MapOf, Nullable, type UserId } from '../schema/scalars.ts';

/** The stream of the chain; a store's stream bears the store's id. */
export const chainStream = 'chain';

/** The hash before the first entry of an epoch. */
export const genesisHash = '0'.repeat(64);

const hashPattern = '^[0-9a-f]{64}$';

/**
 * The envelope of a journal entry, as it travels and is stored. `body` is checked by its kind afterwards: an entry
 * with a sound envelope and a wrong body is kept in quarantine, never refused.
 */
export const Envelope = Type.Object(
  {
    device_id: DeviceRef,
    epoch: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    prev_hash: Type.String({ pattern: hashPattern }),
    kind: Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z_]+\\.[a-z_]+$' }),
    body: MapOf(Type.Unknown()),
    store_id: Nullable(Type.String({ pattern: '^[0-9a-f]{24}$' })),
    user_id: Nullable(Id<UserId>()),
    /** The device's wall clock: information, never an ordering key. */
    at: Instant,
    /** Milliseconds of the device's monotonic clock. */
    uptime_ms: Count,
    hash: Type.String({ pattern: hashPattern }),
    /** Ed25519 over the hash's 32 bytes, base64url; empty for the server's pseudo-devices. */
    signature: Type.String({ maxLength: 128 }),
    /** Only where the body is left out (`withoutBody`): the length of the whole entry. `body` is empty then. */
    body_bytes: Type.Optional(Count),
  },
  { additionalProperties: false },
);
export type Envelope = Static<typeof Envelope>;

/** What became of an entry. */
export type Outcome = 'posted' | 'quarantined';

/** The end of a chain: of what a till has written, or of what a stream has taken in. */
export interface ChainEnd {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
}
