import type { Static } from 'typebox';
import { feedCollections } from '../../shared/protocol/scope.ts';
import type { FeedDocument } from '../../shared/protocol/till.ts';
import { type AnyDocument, type CollectionName, keyText } from '../../shared/schema/collections.ts';
import type { Block } from '../../sync-server/store/port.ts';
import { forTerminal, isHeldBy } from '../../sync-server/streams/feed-documents.ts';

type Documents = Map<string, { readonly collection: CollectionName; readonly value: AnyDocument }>;

/** A stream's documents as they stood at a position, from the blocks alone. */
export function documentsAt(blocks: readonly Block[], position: number): Documents {
  const documents: Documents = new Map();
  for (const block of blocks.slice(0, position)) {
    for (const { collection, value } of block.documents ?? []) {
      documents.set(keyText({ collection, id: value._id }), { collection, value });
    }
  }
  return documents;
}

/** What the terminals of a store hold when they stand at a position. */
export function heldAt(
  blocks: readonly Block[],
  position: number,
  storeId: string,
): Map<string, Static<typeof FeedDocument>> {
  const stream = blocks[0]?.stream ?? '';
  const held = new Map<string, Static<typeof FeedDocument>>();
  for (const [key, { collection, value }] of documentsAt(blocks, position)) {
    if (!feedCollections(stream).includes(collection) || !isHeldBy(storeId, collection, value)) continue;
    held.set(key, forTerminal(collection, value));
  }
  return held;
}
