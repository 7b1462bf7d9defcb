import type { Static } from 'typebox';
import { deviceBodies } from './bodies/device.ts';
import { drawBodies } from './bodies/draw.ts';
import { recordBodies } from './bodies/record.ts';
import { saleBodies } from './bodies/sale.ts';
import { shiftBodies } from './bodies/shift.ts';
import { stockBodies } from './bodies/stock.ts';
import type { Envelope } from './entry.ts';

/** The body of every kind of entry. A new kind goes into its family's file. */
export const entryBodies = {
  ...deviceBodies,
  ...saleBodies,
  ...stockBodies,
  ...shiftBodies,
  ...drawBodies,
  ...recordBodies,
};

export type EntryKind = keyof typeof entryBodies;
export type BodyOf<K extends EntryKind> = Static<(typeof entryBodies)[K]>;
/** An entry whose body has been checked against its kind. */
export type EntryOf<K extends EntryKind> = K extends EntryKind
  ? Omit<Envelope, 'kind' | 'body'> & { readonly kind: K; readonly body: BodyOf<K> }
  : never;
export type Entry = EntryOf<EntryKind>;

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entryBodies, kind);
