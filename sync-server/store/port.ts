import type { Envelope, Outcome } from '../../shared/journal/entry.ts';
import type { AnyDocument, CollectionName, DocumentKey } from '../../shared/schema/collections.ts';

/** A document as a block leaves it. `scope_before`: the scope that it left, where posting changed its scope. */
export interface BlockDocument {
  readonly collection: CollectionName;
  /** True where this block made it: inserted; otherwise replaced under the guard `rev < position`. */
  readonly created: boolean;
  readonly value: AnyDocument;
  readonly scope_before?: readonly string[];
}

export interface BlockEntry {
  readonly entry: Envelope;
  readonly outcome: Outcome;
  /** Where the request that brought it came from: posting writes it down, so posting again must know it. */
  readonly address: string | null;
}

/** An entry that this stream sends to another, numbered and hash-chained per target. */
export interface OutgoingEntry {
  readonly target: string;
  readonly seq: number;
  readonly prev_hash: string;
  readonly entry: Envelope;
}

/** The unit of commit of a stream: position 1, 2, 3 … without gaps. */
export interface Block {
  readonly stream: string;
  readonly position: number;
  /** Random; tells a block from another one at the same position of a restored database. */
  readonly nonce: string;
  readonly posting_version: number;
  readonly received_at: string;
  readonly entries: readonly BlockEntry[];
  /** Null once trimmed. */
  readonly documents: readonly BlockDocument[] | null;
  /** Empty so far: no kind of entry crosses streams yet, and nothing delivers them (SYN13). */
  readonly outgoing: readonly OutgoingEntry[];
}

/** Where a stored entry stands. */
export interface StoredEntry extends BlockEntry {
  readonly stream: string;
  readonly position: number;
}

export type FieldFilter =
  | { readonly eq: string | number | boolean | null }
  | { readonly in: readonly (string | number)[] }
  | { readonly gte?: string | number; readonly lt?: string | number };

/**
 * By dotted field path, of fields that hold one value (none inside a list). Bounds are whole values of the field's
 * kind, an instant to the millisecond; anything else rejects.
 */
export type Filter = Readonly<Record<string, FieldFilter>>;

export interface ListQuery {
  readonly filter: Filter;
  readonly sort: { readonly field: string; readonly direction: 'asc' | 'desc' };
  /** `_id` and sort value of the last row of the page before. */
  readonly after?: { readonly value: string | number | null; readonly id: string };
  readonly limit: number;
}

/** A user's session; the token itself is nowhere stored. */
export interface Session {
  readonly token_hash: string;
  readonly user_id: string;
  readonly device_id: string | null;
  readonly expires_at: string;
}

/**
 * The port to the central database. Every implementation passes tests/contract. Documents are as in shared/schema
 * (hex ids, ISO dates); an implementation converts on its way in and out.
 */
export interface CentralStore {
  /** Streams that have at least one block. */
  streams(): Promise<readonly string[]>;
  /** The block with the highest position, or null. Includes `documents`: the last block is never trimmed. */
  lastBlock(stream: string): Promise<Block | null>;
  /**
   * The commit point: inserts the block if and only if no block stands at its position; durable when it resolves.
   * `taken`: another node was faster. An outcome that stayed unknown (connection lost) is resolved by reading again:
   * the same nonce at that position is `appended`, however often it is tried. Rejects with `BlockTooLarge` where the
   * database has no room for a block of this size.
   */
  append(block: Block): Promise<'appended' | 'taken'>;
  /**
   * Writes the block's documents to their collections: inserts what it created (a duplicate `_id` is success), replaces
   * the rest where `rev < position`, leaving signs of life (signs-of-life.ts) as they stand. Blind and repeatable. An
   * implementation whose append is one transaction with the documents still has to bear being called.
   */
  writeDocuments(block: Block): Promise<void>;
  /** Blocks with `after < position`, ascending, at most `limit`. */
  readBlocks(stream: string, after: number, limit: number): Promise<readonly Block[]>;
  /** Stored entries of one epoch with `from ≤ seq ≤ to`, ascending by seq, of whatever stream. */
  findEntries(deviceId: string, epoch: number, from: number, to: number): Promise<readonly StoredEntry[]>;
  /** The documents that exist among these, by `collection/id`. */
  load(keys: readonly DocumentKey[]): Promise<Map<string, AnyDocument>>;
  /** Documents of a stream in order of `collection/id`, after a key, of these collections. `next`: null at the end. */
  snapshotPage(
    stream: string,
    collections: readonly CollectionName[],
    after: string | null,
    limit: number,
  ): Promise<{
    readonly documents: readonly { readonly collection: CollectionName; readonly value: AnyDocument }[];
    readonly next: string | null;
  }>;
  /** Sorted by the field and then by `_id`, both in the same direction; null is lowest. Never by a boolean. */
  list(collection: CollectionName, query: ListQuery): Promise<readonly AnyDocument[]>;
  /**
   * Σ of number fields, grouped by fields, over what the filter leaves. `count` is the number of documents. In no
   * order; no rows where nothing is left. Rejects a sum that is no safe integer, and groups by a boolean.
   */
  totals(
    collection: CollectionName,
    filter: Filter,
    groupBy: readonly string[],
    sum: readonly string[],
  ): Promise<
    readonly {
      readonly group: Readonly<Record<string, string | number | null>>;
      readonly sums: Readonly<Record<string, number>>;
      readonly count: number;
    }[]
  >;
  /** Sets fields beside the posted ones where `at` is newer than the document's `atField`. Never changes `rev`. */
  signOfLife(
    collection: 'users' | 'pos_devices',
    id: string,
    atField: 'last_login' | 'last_seen',
    at: string,
    fields: Readonly<Record<string, string | number>>,
  ): Promise<void>;
  saveSession(session: Session): Promise<void>;
  /** The session, or null where there is none (expired ones are the caller's to judge). */
  findSession(tokenHash: string): Promise<Session | null>;
  deleteSession(tokenHash: string): Promise<void>;
  /**
   * Adds to a counter and answers its count, atomically; durable when it resolves. One that is new, or ended by `now`,
   * begins at 0 and ends at `until`.
   */
  addToCounter(name: string, by: 1 | -1, now: string, until: string): Promise<number>;
  clearCounter(name: string): Promise<void>;
  /** Deletes the sessions and counters that ended by `now`. */
  deleteExpired(now: string): Promise<void>;
  /** Sets `documents` of blocks with `position < before` to null; never of the last block. */
  trim(stream: string, before: number): Promise<void>;
  /** Resolves when the database answers and has room; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
