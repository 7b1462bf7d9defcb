import type { Block, BlockDocument, CentralStore } from '../../sync-server/store/port.ts';
import { changed, commit, created, loadValue, makeBlock } from './blocks.ts';

/** A committed block, and one after it that changes its document and creates others in three collections. */
export async function prepareCrash(store: CentralStore): Promise<{ before: BlockDocument; block: Block }> {
  const before = created('stock_levels', { stream: 'chain', rev: 1, on_hand: 10 });
  await commit(store, makeBlock({ position: 1, documents: [before] }));
  const documents = [
    changed(before, 2, { on_hand: 8 }),
    ...[1, 2, 3].map(() => created('tickets', { stream: 'chain', rev: 2 })),
    ...[1, 2, 3].map(() => created('sales', { stream: 'chain', rev: 2 })),
    created('shifts', { stream: 'chain', rev: 2 }),
  ];
  return { before, block: makeBlock({ position: 2, documents }) };
}

/** Collections of which the block's version stands wholly; throws where one stands in part. */
export async function writtenCollections(store: CentralStore, block: Block): Promise<string[]> {
  const written = new Map<string, boolean>();
  for (const document of block.documents ?? []) {
    const stands = (await loadValue(store, document))?.rev === block.position;
    const before = written.get(document.collection);
    if (before !== undefined && before !== stands)
      throw new Error(`${document.collection} is written in part`);
    written.set(document.collection, stands);
  }
  return [...written].filter(([, stands]) => stands).map(([collection]) => collection);
}
