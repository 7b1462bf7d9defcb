import { feedCollections } from '../../shared/protocol/scope.ts';
import type { Cursor, SnapshotAnswer } from '../../shared/protocol/till.ts';
import type { CentralStore } from '../store/port.ts';
import { forTerminal, isHeldBy } from './feed-documents.ts';

/**
 * A page of a store's documents as they are now. The stream moves on meanwhile, so the page stands at no position; but
 * whatever it lacks is in the blocks from `start` on, inclusive (that block's documents may not be written yet), and
 * whatever it holds is of a block up to `last`. So `start` is read before the documents, and `last` after them.
 */
export async function readSnapshot(
  store: CentralStore,
  stream: string,
  storeId: string,
  after: string | null,
  limit: number,
): Promise<Omit<SnapshotAnswer, 'server_time'>> {
  const start = await lastCursor(store, stream);
  const page = await store.snapshotPage(stream, feedCollections(stream), after, limit);
  const last = await lastCursor(store, stream);
  return {
    documents: page.documents
      .filter(({ collection, value }) => isHeldBy(storeId, collection, value))
      .map(({ collection, value }) => forTerminal(collection, value)),
    next: page.next,
    start,
    last,
  };
}

async function lastCursor(store: CentralStore, stream: string): Promise<Cursor> {
  const last = await store.lastBlock(stream);
  return last ? { position: last.position, nonce: last.nonce } : { position: 0, nonce: '' };
}
