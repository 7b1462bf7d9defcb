import type { CentralStore } from '../store/port.ts';
import type { StreamsContext } from './append-context.ts';

/**
 * Writes the documents of every stream's last block once more: the node that appended it may have died before it had
 * written them, and nobody may append to that stream for hours.
 */
export async function redoLastBlocks(store: CentralStore): Promise<void> {
  for (const stream of await store.streams()) {
    const last = await store.lastBlock(stream);
    if (last) await store.writeDocuments(last);
  }
}

/** Notices what other nodes append, and counts every block once, whoever sees it first. */
export class BlockWatch {
  readonly #store: CentralStore;
  readonly #noticed: (stream: string, blocks: number) => void;
  readonly #positions = new Map<string, number>();
  #hasLooked = false;

  constructor(store: CentralStore, noticed: (stream: string, blocks: number) => void) {
    this.#store = store;
    this.#noticed = noticed;
  }

  /** This node appended the block at the position. Answers how many blocks that makes known: none if it was noticed before. */
  appended(stream: string, position: number): number {
    const known = this.#positions.get(stream) ?? position - 1;
    this.#positions.set(stream, Math.max(known, position));
    return Math.max(0, position - known);
  }

  async look(): Promise<void> {
    for (const stream of await this.#store.streams()) {
      const known = this.#positions.get(stream);
      // Cheap while there is no news; the last block itself may be megabytes.
      if (known !== undefined && (await this.#store.readBlocks(stream, known, 1)).length === 0) continue;
      const position = (await this.#store.lastBlock(stream))?.position ?? 0;
      // This node may have appended a block during that read.
      const before = this.#positions.get(stream) ?? (this.#hasLooked ? 0 : position);
      this.#positions.set(stream, Math.max(before, position));
      this.#noticed(stream, Math.max(0, position - before));
    }
    this.#hasLooked = true;
  }
}

/** The number of the first block that is to keep its documents, or null where none is old enough. */
export async function findTrimPosition(
  { store, now, settings }: Pick<StreamsContext, 'store' | 'now' | 'settings'>,
  stream: string,
): Promise<number | null> {
  const last = await store.lastBlock(stream);
  const oldest = new Date(Date.parse(now()) - settings.keepDocumentsMs).toISOString();
  const isOld = async (position: number) => {
    const [block] = await store.readBlocks(stream, position - 1, 1);
    return block !== undefined && block.received_at < oldest;
  };
  // Positions have no gaps and times rise with them, near enough: halving finds the border in twenty reads of a million.
  let old = 0;
  let young = (last?.position ?? 0) - settings.keepDocumentsBlocks + 1;
  while (young - old > 1) {
    const middle = Math.floor((old + young) / 2);
    if (await isOld(middle)) old = middle;
    else young = middle;
  }
  return old > 0 ? young : null;
}
