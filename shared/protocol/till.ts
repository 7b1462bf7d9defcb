import { type Static, Type } from 'typebox';
import { shortestActivationCode } from '../domain/activation-code.ts';
import { maxEntryBytes } from '../journal/bounds.ts';
import { Envelope } from '../journal/entry.ts';
import {
  Count,
  type DeviceId,
  Id,
  Instant,
  MapOf,
  Nullable,
  OneOf,
  type StoreId,
  Text,
  type UserId,
} from '../schema/scalars.ts';
import { Role } from '../schema/users.ts';

/*
 * The wire between terminal and server, pinned by tests/wire: its version, in version.ts, decides which tills are served.
 * What only head office's console sends or is answered stands in console.ts. Every answer that is not 2xx is a `Problem`.
 * Credentials: `Authorization: Bearer <device token>` (one per epoch) or, for people, `Bearer <user token>`.
 */

/** At most so many entries, or so many bytes of body, in one upload; 413 asks for less. */
export const maxEntriesPerUpload = 400;
/** What stands around the entries of an upload. */
const aroundEntries = 4 * 1024;
/** Has room for the longest entry that a till commits. */
export const maxUploadBytes = maxEntryBytes + aroundEntries;

export const Problem = Type.Object({ code: Text(60, 1), message: Text(1000) });
export type Problem = Static<typeof Problem>;

const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Chosen by the terminal for one request and told back in its answer: what answers another request is no answer. */
const Nonce = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });

/** GET /api/head?nonce= (device token): answers a HeadAnswer. */
export const HeadRequest = Type.Object({ nonce: Nonce });

/** The end of a chain as the server has it: of which device and epoch, and to which request. */
export const HeadAnswer = Type.Object({
  nonce: Nonce,
  device_id: Id<DeviceId>(),
  epoch: Type.Integer({ minimum: 1 }),
  seq: Seq,
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  status: OneOf('active', 'revoked'),
  server_time: Instant,
});
export type HeadAnswer = Static<typeof HeadAnswer>;

/** POST /api/challenges: what a key has to sign, within two minutes, to be given what the purpose says (proof.ts). */
export const ChallengeRequest = Type.Object({ purpose: OneOf('enrol', 'epoch', 'readmit') });
export type ChallengeRequest = Static<typeof ChallengeRequest>;
export const ChallengeAnswer = Type.Object({ challenge: Text(120, 20), server_time: Instant });

/** Ed25519 over `proofHash`, base64url. */
const Proof = Text(90, 1);
const challenge = Text(120, 1);

/** POST /api/enrol: redeems a single-use activation code. `proof`: by `public_key`. */
export const EnrolRequest = Type.Object({
  activation_code: Text(40, shortestActivationCode),
  public_key: Text(64, 40),
  pos_version: Text(40),
  challenge,
  proof: Proof,
});
export type EnrolRequest = Static<typeof EnrolRequest>;

/**
 * One epoch's papers. `certificate`: the server's own seal over them, opaque to the terminal; presented to a server
 * whose database was restored from before the enrolment (POST /api/readmit).
 */
export const Enrolment = Type.Object({
  device_id: Id<DeviceId>(),
  device_name: Text(60, 1),
  store_id: Id<StoreId>(),
  store_code: Text(6, 2),
  epoch: Type.Integer({ minimum: 1 }),
  till_number: Type.Integer({ minimum: 1, maximum: 32_767 }),
  token: Text(100, 20),
  certificate: Text(4000, 1),
  server_time: Instant,
});
export type Enrolment = Static<typeof Enrolment>;

/**
 * POST /api/epochs (device token of any epoch of the device): a new life of its journal. Answers an Enrolment.
 * `proof`: by `public_key`; `previous_proof`: the same statement, by the key of the token's epoch.
 */
export const EpochRequest = Type.Object({
  public_key: Text(64, 40),
  reason: OneOf('journal_lost', 'journal_behind', 'fork', 'server_restored'),
  pos_version: Text(40),
  challenge,
  proof: Proof,
  previous_proof: Proof,
});
export type EpochRequest = Static<typeof EpochRequest>;

/** POST /api/readmit: answers a HeadAnswer. `proof`: by the key that the certificate names. */
export const ReadmitRequest = Type.Object({
  certificate: Text(4000, 1),
  challenge,
  proof: Proof,
  nonce: Nonce,
});
export type ReadmitRequest = Static<typeof ReadmitRequest>;

/** POST /api/entries (device token): entries of the token's epoch, in order. Answers a HeadAnswer. */
export const UploadRequest = Type.Object({
  entries: Type.Array(Envelope, { minItems: 1, maxItems: maxEntriesPerUpload }),
  /** How many entries the terminal still holds unsent after these. */
  unsent: Count,
  pos_version: Text(40),
  nonce: Nonce,
});
export type UploadRequest = Static<typeof UploadRequest>;

/** `store`: the stream of the device's store; `chain`: the chain's. */
export const StreamName = OneOf('store', 'chain');
export type StreamName = Static<typeof StreamName>;

/** Where a terminal stands in a stream: the position, and the nonce of the block there ('' at 0). */
export const Cursor = Type.Object({ position: Seq, nonce: Text(64) });
export type Cursor = Static<typeof Cursor>;

export const FeedDocument = Type.Object({
  collection: Text(40, 1),
  value: MapOf(Type.Unknown()),
});

/**
 * GET /api/changes?stream=&after=&nonce= (device token): the last version of each document in scope that changed after
 * the cursor, what left the scope, and the cursor they stand at. 409 `snapshot_needed`: the nonce is unknown here, or
 * blocks in the range are trimmed. `more`: call again at once.
 */
export const ChangesAnswer = Type.Object({
  documents: Type.Array(FeedDocument),
  removed: Type.Array(Type.Object({ collection: Text(40, 1), id: Text(24, 24) })),
  cursor: Cursor,
  /** Of the last block; null where nothing came. */
  received_at: Nullable(Instant),
  more: Type.Boolean(),
  server_time: Instant,
});
export type ChangesAnswer = Static<typeof ChangesAnswer>;

/**
 * GET /api/snapshot?stream=&after= (device token): a page of documents as they are now. `start` and `last`: the stream's
 * last block before and after the page was read. After the final page (`next` null) a terminal catches up from the first
 * page's `start`, inclusive, to the final page's `last`, by GET /api/changes?stream=&from=<position>&to=<position>, where
 * `more` means: go on from the position after the answer's cursor. Then it is exact.
 */
export const SnapshotAnswer = Type.Object({
  documents: Type.Array(FeedDocument),
  next: Nullable(Text(80, 1)),
  start: Cursor,
  last: Cursor,
  server_time: Instant,
});
export type SnapshotAnswer = Static<typeof SnapshotAnswer>;

/**
 * POST /api/sign-in (device token, or none for head office). `credential_version`: of the password that the terminal
 * knows for this user, as an earlier answer told it. A wrong password is then answered `sign_in.changed` where the user
 * has another one by now, and `sign_in.wrong` otherwise.
 */
export const SignInRequest = Type.Object({
  username: Text(60, 1),
  password: Text(200, 1),
  credential_version: Type.Optional(Text(100, 1)),
});
export type SignInRequest = Static<typeof SignInRequest>;

export const SignInAnswer = Type.Object({
  token: Text(100, 20),
  expires_at: Instant,
  /** Another one as soon as the password is another one; tells nothing about it. */
  credential_version: Text(100, 1),
  user: Type.Object({
    id: Id<UserId>(),
    name: Text(120),
    username: Text(60),
    role: Role,
    permissions: Type.Array(Text(60)),
    store_id: Nullable(Id<StoreId>()),
    store_ids: Type.Array(Id<StoreId>()),
  }),
  server_time: Instant,
});
export type SignInAnswer = Static<typeof SignInAnswer>;

/** GET /api/events (device token): server-sent events; `event: more`, `data: store|chain` says only that there is more. */
export const eventMore = 'more';
