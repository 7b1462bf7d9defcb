import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb';
import type { DiskRoom } from '../disk-room.ts';
import type { Platform } from '../platform.ts';
import { Table, tableSchema } from './table.ts';

/** An entry of this terminal. `key` sorts by device, epoch and seq. */
export interface JournalRow {
  readonly key: string;
  /** The entry as JSON: a text is stored as it is, where RxDB would rename some keys of an object. */
  readonly text: string;
}

/** A small fact that must survive a crash (see marks.ts). */
export interface MarkRow {
  readonly name: string;
  readonly text: string;
}

/** A pulled document, or the cursor that its page moved. */
export interface DocumentRow {
  /** `collection/id`, or `cursor/<stream>`. */
  readonly key: string;
  /** What it is found by besides its key, e.g. `tickets/<number>`; '' where nothing. */
  readonly lookup: string;
  /** Sorts newest first, e.g. `tickets/<time counted down>`; '' where nothing asks for that. */
  readonly order: string;
  readonly text: string;
}

/**
 * Two collections of which one is in use: a snapshot is loaded into the other one, and one mark swaps them. Every
 * collection is an IndexedDB database of its own, so names are used again rather than made up.
 */
export type Generation = 'documents_a' | 'documents_b';
export const otherGeneration = (generation: Generation): Generation =>
  generation === 'documents_a' ? 'documents_b' : 'documents_a';

/** What may be had of the documents' database: a generation, or what a checkpoint keeps. */
type DocumentTable = Generation | 'checkpoint';

const journalSchema = tableSchema<JournalRow>('key', { key: 64, text: null });
const markSchema = tableSchema<MarkRow>('name', { name: 120, text: null });
const documentSchema = tableSchema<DocumentRow>('key', { key: 80, lookup: 100, order: 100, text: null });

export interface JournalDatabase {
  readonly journal: Table<JournalRow>;
  readonly marks: Table<MarkRow>;
  close(): Promise<void>;
}

export async function openJournalDatabase(platform: Platform, room: DiskRoom): Promise<JournalDatabase> {
  const database = await open(`${platform.databaseName}_journal`, room.watched(platform.journalStorage));
  const { journal, marks } = await database.addCollections({
    journal: { schema: journalSchema },
    marks: { schema: markSchema },
  });
  return {
    journal: new Table<JournalRow>(journal as unknown as RxCollection<JournalRow>, 'key'),
    marks: new Table<MarkRow>(marks as unknown as RxCollection<MarkRow>, 'name'),
    close: async () => void (await database.close()),
  };
}

export class DocumentDatabase {
  readonly #database: RxDatabase;
  readonly #collections = new Map<DocumentTable, RxCollection<DocumentRow>>();

  private constructor(database: RxDatabase) {
    this.#database = database;
  }

  static async open(platform: Platform, room: DiskRoom): Promise<DocumentDatabase> {
    const storage = room.watched(platform.documentStorage);
    return new DocumentDatabase(await open(`${platform.databaseName}_documents`, storage));
  }

  async table(name: DocumentTable): Promise<Table<DocumentRow>> {
    return new Table(await this.#collection(name), 'key');
  }

  /** Empties a table: a generation before a snapshot, after a swap, and what a crash in between left behind. */
  async remove(name: DocumentTable): Promise<void> {
    const collection = await this.#collection(name);
    this.#collections.delete(name);
    await collection.remove();
  }

  /** Closes a table that is not needed now: RxDB's free core holds 13 open. */
  async release(name: DocumentTable): Promise<void> {
    const collection = this.#collections.get(name);
    this.#collections.delete(name);
    await collection?.close();
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #collection(name: DocumentTable): Promise<RxCollection<DocumentRow>> {
    const known = this.#collections.get(name);
    if (known) return known;
    const added = await this.#database.addCollections({ [name]: { schema: documentSchema } });
    const collection = added[name] as unknown as RxCollection<DocumentRow>;
    this.#collections.set(name, collection);
    return collection;
  }
}

const open = (name: string, storage: Platform['journalStorage']): Promise<RxDatabase> =>
  // One window writes (the lock), so nothing is to be told to others. A till that was dropped without being closed,
  // as a crash in a simulation does, must not keep the name.
  createRxDatabase({ name, storage, multiInstance: false, eventReduce: false, closeDuplicates: true });
