import { join } from 'node:path';
import type { CopyRange, EpochName } from '../shared/host-ipc.ts';
import { inTurn } from '../shared/in-turn.ts';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';
import { removeDurably } from './durable-file.ts';
import { EntryFile, keepAside, numberOf } from './entry-file.ts';

type CopyCode = 'journal_copy.gap' | 'journal_copy.differs' | 'journal_copy.failed';
type CopyResult<T> = Result<T, Refusal<CopyCode>>;

/**
 * The journal a second time, apart from IndexedDB: a file per device and epoch, appended to and never changed. For the
 * register to complete from IndexedDB, and to restore IndexedDB from (JRN6); who restores checks the chain.
 */
export class JournalCopy {
  readonly #folder: string;
  readonly #inTurn = inTurn();
  readonly #files = new Map<string, EntryFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The numbers of the first and the last entry; both 0 where there is none. */
  range(epoch: EpochName): Promise<CopyResult<CopyRange>> {
    return this.#with(epoch, async (file) => ok({ first: file.first, last: file.end }));
  }

  read(epoch: EpochName, from: number, limit: number): Promise<CopyResult<string[]>> {
    return this.#with(epoch, async (file) => ok(await file.read(from, limit)));
  }

  /**
   * Entries in order, as they stand in the journal. What is there already is compared; resolves to the new end.
   * `areEarliest`: the journal has none before them, so an empty copy may begin with them. Without this a copy whose
   * file was lost would go on with a hole.
   */
  append(epoch: EpochName, texts: readonly string[], areEarliest: boolean): Promise<CopyResult<number>> {
    const from = numberOf(texts[0]);
    if (texts.some((text, index) => numberOf(text) !== from + index || from === 0)) {
      throw new Error('the journal copy takes entries in the order of their numbers');
    }
    return this.#with(epoch, async (file) => {
      if (file.end === 0 ? !areEarliest : from > file.end + 1) {
        return refuse('journal_copy.gap', { last: file.end, first: from });
      }
      const known = file.end === 0 ? 0 : Math.min(texts.length, file.end + 1 - from);
      const stored = await file.read(from, known);
      if (stored.length !== known || stored.some((text, index) => text !== texts[index])) {
        return refuse('journal_copy.differs');
      }
      if (known === texts.length) return ok(file.end);
      const longer = await file.append(texts.slice(known));
      this.#files.set(nameOf(epoch), longer);
      return ok(longer.end);
    });
  }

  /** Begins it anew, empty; what it held is kept beside it. */
  renew(epoch: EpochName): Promise<CopyResult<null>> {
    return this.#with(epoch, async (file) => {
      const path = this.#pathOf(epoch);
      if (file.end > 0) await keepAside(path);
      this.#files.delete(nameOf(epoch));
      await removeDurably(path);
      return ok(null);
    });
  }

  /** Lets go what the journal itself has let go, entries before number `seq` (JRN4). */
  prune(epoch: EpochName, seq: number): Promise<CopyResult<null>> {
    return this.#with(epoch, async (file) => {
      this.#files.set(nameOf(epoch), await file.prune(seq));
      return ok(null);
    });
  }

  #with<T>(epoch: EpochName, task: (file: EntryFile) => Promise<CopyResult<T>>): Promise<CopyResult<T>> {
    const name = nameOf(epoch);
    return this.#inTurn(() =>
      answering(async () => {
        const file = this.#files.get(name) ?? (await EntryFile.open(this.#pathOf(epoch)));
        this.#files.set(name, file);
        try {
          return await task(file);
        } catch (error) {
          // A write that broke off may have left half a line: opened again, the file is put right.
          this.#files.delete(name);
          throw error;
        }
      }),
    );
  }

  #pathOf(epoch: EpochName): string {
    return join(this.#folder, nameOf(epoch));
  }
}

async function answering<T>(task: () => Promise<CopyResult<T>>): Promise<CopyResult<T>> {
  try {
    return await task();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('journal_copy.failed', { reason: why });
  }
}

const nameOf = ({ device_id, epoch }: EpochName): string => `${device_id}-${epoch}.jsonl`;
