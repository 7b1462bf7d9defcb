import type { Static, TObject } from 'typebox';
import { chainStream } from '../journal/entry.ts';

/** What a terminal knows when it reads its documents at the start. */
export interface AtStart {
  readonly deviceId: string;
  /** The first business day whose totals it holds at once. */
  readonly since: string;
}

/** Where a terminal finds, at its start, the documents that it holds in memory. */
export type FoundAtStart =
  | { readonly by: 'lookup'; readonly is: (at: AtStart) => string }
  | { readonly by: 'lookup'; readonly from: (at: AtStart) => string }
  | { readonly by: 'newest'; readonly count: number };

/** All that is true of a collection besides its fields. Each is declared with its schema, and the compiler asks for it. */
export interface CollectionTraits<Document> {
  /** Whose posting writes it; `any`: a store’s stream has some of its documents, the chain’s has the rest. */
  readonly stream: 'store' | 'chain' | 'bank' | 'any';
  /** Which terminals hold a document: `*` for all of them, or the ids of their stores (SYN6). Null where none ever does. */
  readonly holders: ((document: Document) => readonly string[]) | null;
  /** Fields that never leave the server (SEC3). */
  readonly secret: readonly (keyof Document & string)[];
  /**
   * Fields that are set beside the posted ones, without a block: a terminal would hold them at no position, so it gets
   * what stands here.
   */
  readonly signsOfLife: { readonly [Field in keyof Document]?: null | 0 };
  /** Texts that terminals do without: they get empty ones. */
  readonly emptyAtTills?: readonly (keyof Document & string)[];
  /** What terminals keep in memory, to be read without a look into their database; the rest is looked up. */
  readonly inMemory:
    | 'all'
    | 'none'
    | { readonly which: (document: Document) => boolean; readonly found: FoundAtStart };
  /** What a terminal finds documents by besides their `_id`. */
  readonly lookup: ((document: Document) => string) | null;
  /** The instants a terminal lists documents by, newest first. */
  readonly newestBy: ((document: Document) => readonly string[]) | null;
  /** Documents leave the terminal so many days after the first of those instants; null where they stay. */
  readonly keptDays: number | null;
  /** Small documents that many entries touch: the server keeps them at hand from block to block. */
  readonly isHot: boolean;
  /** Queries that run often enough, over enough documents, to pay for an index; alike in both databases. */
  readonly indexes: readonly (readonly (keyof Document & string)[])[];
}

export const declareCollection = <Schema extends TObject>(
  schema: Schema,
  traits: CollectionTraits<Static<Schema>>,
): { readonly schema: Schema } & CollectionTraits<Static<Schema>> => ({ schema, ...traits });

/** Held by the terminals of the store whose stream it stands in. */
export const tillsOfItsStore = ({ stream }: { readonly stream: string }): readonly string[] =>
  stream === chainStream ? [] : [stream];

export const everyTill = (): readonly string[] => ['*'];
