import { isQuota } from './store/failed-write.ts';
import type { Table, TableStore, Tables } from './store/tables.ts';

/** Whether the disk is full, as the last write to it was told. */
export class DiskRoom {
  readonly #onChange: () => void;
  #isFull = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  /** The same store, whose writes tell of the room that there is. */
  watched(store: TableStore): TableStore {
    return { open: async (name) => this.#watchedTables(await this.#refused(store.open(name))) };
  }

  #watchedTables(tables: Tables): Tables {
    return {
      table: async (shape) => this.#watchedTable(await this.#refused(tables.table(shape))),
      remove: (shape) => this.#refused(tables.remove(shape)),
      release: (name) => tables.release(name),
      close: () => tables.close(),
    };
  }

  #watchedTable<Row extends object>(table: Table<Row>): Table<Row> {
    return {
      get: (keys) => table.get(keys),
      range: (range) => table.range(range),
      write: (puts, removes) => this.#written(table.write(puts, removes)),
      insert: (row) => this.#written(table.insert(row)),
      purge: () => table.purge(),
    };
  }

  async #written(writing: Promise<void>): Promise<void> {
    await this.#refused(writing);
    this.#set(false);
  }

  /** What need not write, such as opening what is there, tells of no room where it succeeds. */
  async #refused<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      if (isQuota(error)) this.#set(true);
      throw error;
    }
  }

  #set(isFull: boolean): void {
    if (this.#isFull === isFull) return;
    this.#isFull = isFull;
    this.#onChange();
  }
}
