import { instantMs } from '../../../shared/domain/instants.ts';
import { type AnyDocument, type CollectionName, traitsOf } from '../../../shared/schema/collections.ts';
import type { DocumentRow } from './databases.ts';

/** A document with its collection. */
export interface Held {
  readonly collection: CollectionName;
  readonly value: AnyDocument;
}

const maxMs = 8_640_000_000_000_000;

/** Counts down as time goes on, so that an ascending read gives the newest first. */
export const newestFirst = (instant: string): string => String(maxMs - instantMs(instant)).padStart(16, '0');

/** What a document is found by besides its `_id`, as the table indexes it. */
export function lookupOf(collection: CollectionName, value: AnyDocument): string {
  const { lookup } = traitsOf(collection);
  return lookup ? `${collection}/${lookup(value)}` : '';
}

/** Newest first where something asks for it; also the order in which documents leave the terminal. */
export function orderOf(collection: CollectionName, value: AnyDocument): string {
  const { newestBy } = traitsOf(collection);
  return newestBy ? [collection, ...newestBy(value).map(newestFirst)].join('/') : '';
}

export const rowOf = ({ collection, value }: Held): DocumentRow => ({
  key: `${collection}/${value._id}`,
  lookup: lookupOf(collection, value),
  order: orderOf(collection, value),
  text: JSON.stringify(value),
});

export const collectionOf = (key: string): CollectionName => key.slice(0, key.indexOf('/')) as CollectionName;

/** Checked before it was written; reading trusts the own disk. */
export const heldOf = (row: DocumentRow): Held => ({
  collection: collectionOf(row.key),
  value: JSON.parse(row.text) as AnyDocument,
});
