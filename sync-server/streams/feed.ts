import type { ChangesAnswer, Cursor } from '../../shared/protocol/till.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/result.ts';
import type { Block, CentralStore } from '../store/port.ts';
import type { StreamsSettings } from './append-context.ts';
import { ScopedChanges } from './feed-documents.ts';

type Changes = Result<Omit<ChangesAnswer, 'server_time'>, Refusal<'snapshot_needed'>>;

/** After a cursor; or from one position to another, inclusive (what a snapshot left out). */
export type FeedRange = { readonly after: Cursor } | { readonly from: number; readonly to: number };

/** Blocks read at once: each may hold megabytes. */
const blocksAtOnce = 8;

/**
 * What changed in a store's scope. It comes out of the blocks, never out of the collections, so that it stands at
 * exactly one position (SYN11). Where much has changed it ends early, after a whole block: then `more` is true.
 */
export async function readChanges(
  store: CentralStore,
  settings: Pick<StreamsSettings, 'feedDocuments' | 'feedBytes'>,
  stream: string,
  storeId: string,
  range: FeedRange,
): Promise<Changes> {
  const start =
    'after' in range
      ? await findCursor(store, stream, range.after)
      : { position: Math.max(0, range.from - 1), nonce: '' };
  if (!start) return snapshotNeeded('position_unknown');
  const to = 'after' in range ? Number.POSITIVE_INFINITY : range.to;
  const changes = new ScopedChanges(stream, storeId);
  let cursor: Cursor = start;
  let received_at: string | null = null;
  let more = false;
  for await (const block of blocksAfter(store, stream, start.position)) {
    if (block.position > to) break;
    // Blocks have no gaps: one that is missing was lost, and only a snapshot is exact again.
    if (block.position !== cursor.position + 1 || block.documents === null) {
      return snapshotNeeded('no_longer_kept');
    }
    more = changes.size >= settings.feedDocuments || changes.bytes >= settings.feedBytes;
    if (more) break;
    for (const document of block.documents) changes.add(document);
    cursor = { position: block.position, nonce: block.nonce };
    received_at = block.received_at;
  }
  if ('to' in range && !more && cursor.position < to) return snapshotNeeded('position_unknown');
  return ok({ documents: changes.documents(), removed: changes.removed(), cursor, received_at, more });
}

/** The cursor, if the block there is the one that it names; otherwise this database has another history (SYN12). */
async function findCursor(store: CentralStore, stream: string, cursor: Cursor): Promise<Cursor | null> {
  if (cursor.position === 0) return cursor.nonce === '' ? cursor : null;
  const [block] = await store.readBlocks(stream, cursor.position - 1, 1);
  return block?.position === cursor.position && block.nonce === cursor.nonce ? cursor : null;
}

async function* blocksAfter(store: CentralStore, stream: string, position: number): AsyncGenerator<Block> {
  let after = position;
  for (;;) {
    const blocks = await store.readBlocks(stream, after, blocksAtOnce);
    yield* blocks;
    const last = blocks.at(-1);
    if (!last || blocks.length < blocksAtOnce) return;
    after = last.position;
  }
}

const snapshotNeeded = (context: 'no_longer_kept' | 'position_unknown') =>
  refuse('snapshot_needed', { context });
