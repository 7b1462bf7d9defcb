import type { EntryKind, EntryOf } from '../journal/kinds.ts';
import type { Refusal } from '../result.ts';
import type { CollectionName, DocumentKey } from '../schema/collections.ts';
import type { EntryPosting } from './entry-posting.ts';
import type { Workspace } from './workspace.ts';

/** What the audit log says of an entry (SEC5). */
export interface AuditLine {
  readonly entity_type: CollectionName;
  readonly entity_id: string;
  readonly description: string;
}

/**
 * How one kind of entry is posted. Pure: reads the entry, the context and the documents that `keys` names, nothing
 * else; so that a till, the server and a later re-posting come to the same documents.
 */
export interface Poster<K extends EntryKind> {
  /** Every document that posting may read or change, but the entry's head, which each entry touches. */
  keys(entry: EntryOf<K>): readonly DocumentKey[];
  post(posting: EntryPosting<EntryOf<K>>): void;
  /** What the till may not do (no grant, past cut-off); asked before commit only, never of a fact that happened. */
  refuse?(entry: EntryOf<K>, documents: Workspace): Refusal | null;
  audit(entry: EntryOf<K>): AuditLine;
}

/** The posters of a family of kinds. */
export type Posters<Kinds> = { readonly [K in keyof Kinds & EntryKind]: Poster<K> };
