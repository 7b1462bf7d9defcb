import { chainStream } from '../journal/entry.ts';
import { type AnyDocument, type CollectionName, collectionNames, traitsOf } from '../schema/collections.ts';

/** Collections that a terminal pulls from a stream. */
export const feedCollections = (stream: string): readonly CollectionName[] =>
  collectionNames.filter((name) => {
    const traits = traitsOf(name);
    return traits.holders !== null && (traits.stream === 'chain') === (stream === chainStream);
  });

/** Who holds a document: `*` for every terminal, or the ids of the stores whose terminals do (SYN6). */
export const scopeOf = (collection: CollectionName, document: AnyDocument): readonly string[] =>
  traitsOf(collection).holders?.(document) ?? [];

export const inScope = (scope: readonly string[], storeId: string): boolean =>
  scope.includes('*') || scope.includes(storeId);
