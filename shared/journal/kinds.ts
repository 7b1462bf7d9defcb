import type { Static } from 'typebox';
import { deviceKinds } from './bodies/device.ts';
import { drawKinds } from './bodies/draw.ts';
import { recordKinds } from './bodies/record.ts';
import { saleKinds } from './bodies/sale.ts';
import { shiftKinds } from './bodies/shift.ts';
import { stockKinds } from './bodies/stock.ts';
import type { TillTraits } from './declare.ts';
import type { Envelope } from './entry.ts';

/** Every kind of entry. A new one goes into its family's file. */
export const entryKinds = {
  ...deviceKinds,
  ...saleKinds,
  ...stockKinds,
  ...shiftKinds,
  ...drawKinds,
  ...recordKinds,
};

type Kinds = typeof entryKinds;
export type EntryKind = keyof Kinds;
export type BodyOf<K extends EntryKind> = Static<Kinds[K]['body']>;
/** The kinds that a till makes, and those that the server and head office make. */
export type TillKind = { [K in EntryKind]: Kinds[K]['by'] extends 'central' ? never : K }[EntryKind];
export type CentralKind = { [K in EntryKind]: Kinds[K]['by'] extends 'till' ? never : K }[EntryKind];

/** An entry whose body has been checked against its kind. */
export type EntryOf<K extends EntryKind> = K extends EntryKind
  ? Omit<Envelope, 'kind' | 'body'> & { readonly kind: K; readonly body: BodyOf<K> }
  : never;
export type Entry = EntryOf<EntryKind>;

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entryKinds, kind);

export const isTillKind = (kind: string): kind is TillKind =>
  isEntryKind(kind) && entryKinds[kind].by !== 'central';

/**
 * What is true of an entry that this till made: its body was checked then. Null where a newer version of the till made
 * it, and this one does not know the kind.
 */
export const tillTraitsOf = (kind: string): TillTraits<Envelope['body']> | null =>
  isTillKind(kind) ? (entryKinds[kind] as unknown as TillTraits<Envelope['body']>) : null;
