import { type Collection, type Db, MongoServerError } from 'mongodb';
import { BlockTooLarge } from './block-too-large.ts';
import { ensureIndexes } from './mongo-indexes.ts';
import { untilKnown } from './mongo-outcome.ts';
import { entryId, fromStored, type StoredBlock, toStored } from './mongo-stored-block.ts';
import { trimBlocks } from './mongo-trim.ts';
import type { Block, BlockEntry, StoredEntry } from './port.ts';

const duplicateKey = 11000;
/** MongoDB takes no document of more than 16 MiB; around the texts there is little. */
const maxTextBytes = 15 * 1024 * 1024;

/** The collection `blocks`, read as a majority has it: a block that could still be rolled back must not be fed. */
export function openBlocks(db: Db) {
  const blocks = db.collection<StoredBlock>('blocks', { readConcern: { level: 'majority' } });
  return {
    createIndexes: () => ensureIndexes(blocks, [{ stream: 1, position: -1 }, { entry_ids: 1 }]),

    streams: async (): Promise<readonly string[]> => (await blocks.distinct('stream')).sort(),

    async last(stream: string): Promise<Block | null> {
      const found = await blocks.findOne({ stream }, { sort: { position: -1 } });
      return found && fromStored(found);
    },

    async append(block: Block): Promise<'appended' | 'taken'> {
      const stored = toStored(block);
      const texts = [stored.documents ?? '', stored.outgoing, ...stored.entries.map(({ json }) => json)];
      const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      if (bytes > maxTextBytes) throw new BlockTooLarge(`${stored._id} has ${bytes} bytes`);
      return untilKnown(() => insertOnce(blocks, stored));
    },

    async read(stream: string, after: number, limit: number): Promise<readonly Block[]> {
      const found = blocks
        .find({ stream, position: { $gt: after } })
        .sort({ position: 1 })
        .limit(limit);
      return (await found.toArray()).map(fromStored);
    },

    async findEntries(
      deviceId: string,
      epoch: number,
      from: number,
      to: number,
    ): Promise<readonly StoredEntry[]> {
      const bounds = { $gte: entryId(deviceId, epoch, from), $lte: entryId(deviceId, epoch, to) };
      const found = await blocks
        .find({ entry_ids: { $elemMatch: bounds } }, { projection: { stream: 1, position: 1, entries: 1 } })
        .toArray();
      return found
        .flatMap(({ stream, position, entries }) =>
          entries.map((stored) => ({ ...stored, stream, position })),
        )
        .filter((stored) => stored.device_id === deviceId && stored.epoch === epoch)
        .filter(({ seq }) => seq >= from && seq <= to)
        .sort((a, b) => a.seq - b.seq || compareText(a.stream, b.stream) || a.position - b.position)
        .map(({ json, outcome, address, stream, position }) => ({
          entry: JSON.parse(json) as BlockEntry['entry'],
          outcome,
          address,
          stream,
          position,
        }));
    },

    trim: (stream: string, before: number) => trimBlocks(blocks, stream, before),
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Null: the block's position is taken, but not by a majority yet. */
async function insertOnce(
  blocks: Collection<StoredBlock>,
  block: StoredBlock,
): Promise<'appended' | 'taken' | null> {
  try {
    await blocks.insertOne(block);
    return 'appended';
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== duplicateKey) throw error;
  }
  const { _id, stream } = block;
  const standing = await blocks.findOne({ _id, stream }, { projection: { nonce: 1 } });
  if (!standing) return null;
  // The same nonce: an insert of ours whose answer was lost.
  return standing.nonce === block.nonce ? 'appended' : 'taken';
}
