import type { DiskRoom } from '../disk-room.ts';
import type { Platform } from '../platform.ts';
import type { Table, TableShape, Tables } from './tables.ts';

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

const journalShape: TableShape<JournalRow> = {
  name: 'journal',
  primary: 'key',
  fields: { key: 64, text: null },
};
const marksShape: TableShape<MarkRow> = {
  name: 'marks',
  primary: 'name',
  fields: { name: 120, text: null },
};
const documentShape = (name: DocumentTable): TableShape<DocumentRow> => ({
  name,
  primary: 'key',
  fields: { key: 80, lookup: 100, order: 100, text: null },
});

export interface JournalDatabase {
  readonly journal: Table<JournalRow>;
  readonly marks: Table<MarkRow>;
  close(): Promise<void>;
}

export async function openJournalDatabase(platform: Platform, room: DiskRoom): Promise<JournalDatabase> {
  const tables = await room.watched(platform.journalStore).open(`${platform.databaseName}_journal`);
  const [journal, marks] = await Promise.all([tables.table(journalShape), tables.table(marksShape)]);
  return { journal, marks, close: () => tables.close() };
}

export class DocumentDatabase {
  readonly #tables: Tables;

  private constructor(tables: Tables) {
    this.#tables = tables;
  }

  static async open(platform: Platform, room: DiskRoom): Promise<DocumentDatabase> {
    const store = room.watched(platform.documentStore);
    return new DocumentDatabase(await store.open(`${platform.databaseName}_documents`));
  }

  table(name: DocumentTable): Promise<Table<DocumentRow>> {
    return this.#tables.table(documentShape(name));
  }

  /** Empties a table: a generation before a snapshot, after a swap, and what a crash in between left behind. */
  remove(name: DocumentTable): Promise<void> {
    return this.#tables.remove(documentShape(name));
  }

  /** Closes a table that is not needed now. */
  release(name: DocumentTable): Promise<void> {
    return this.#tables.release(name);
  }

  close(): Promise<void> {
    return this.#tables.close();
  }
}
