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

/** Notices what other nodes append. */
export class BlockWatch {
  readonly #store: CentralStore;
  readonly #noticed: (stream: string) => void;
  readonly #positions = new Map<string, number>();

  constructor(store: CentralStore, noticed: (stream: string) => void) {
    this.#store = store;
    this.#noticed = noticed;
  }

  /** What this node appended itself needs no noticing. */
  appended(stream: string, position: number): void {
    // Only in sequence: a position between may be another node's.
    if (this.#positions.get(stream) === position - 1) this.#positions.set(stream, position);
  }

  async look(): Promise<void> {
    for (const stream of await this.#store.streams()) {
      const known = this.#positions.get(stream);
      // Without news this reads nothing, where the last block would be megabytes.
      if (known !== undefined && (await this.#store.readBlocks(stream, known, 1)).length === 0) continue;
      const last = await this.#store.lastBlock(stream);
      this.#positions.set(stream, last?.position ?? 0);
      this.#noticed(stream);
    }
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
