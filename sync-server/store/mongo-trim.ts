import type { Collection } from 'mongodb';
import { blockId, type StoredBlock } from './mongo-stored-block.ts';

const trimmedAtOnce = 100;

/**
 * Sets the documents of blocks below `before` to null, upwards and a few at a time. The trimmed ones are therefore the
 * beginning of the stream, and its end is found by halving: a stream of a million blocks costs twenty reads.
 */
export async function trimBlocks(
  blocks: Collection<StoredBlock>,
  stream: string,
  before: number,
): Promise<void> {
  const last = await blocks.findOne({ stream }, { sort: { position: -1 }, projection: { position: 1 } });
  const end = Math.min(before, last?.position ?? 0);
  for (let start = await firstUntrimmed(blocks, stream, end); start < end; start += trimmedAtOnce) {
    const length = Math.min(trimmedAtOnce, end - start);
    const ids = Array.from({ length }, (_, index) => blockId(stream, start + index));
    await blocks.updateMany({ _id: { $in: ids }, stream }, { $set: { documents: null } });
  }
}

/** The lowest position of a block that still has its documents; `end` where none has below it. */
async function firstUntrimmed(blocks: Collection<StoredBlock>, stream: string, end: number): Promise<number> {
  let low = 1;
  let high = end;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const query = { _id: blockId(stream, middle), stream, documents: null };
    if (await blocks.findOne(query, { projection: { _id: 1 } })) low = middle + 1;
    else high = middle;
  }
  return low;
}
