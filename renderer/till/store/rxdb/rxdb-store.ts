import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import type { Table, TableShape, TableStore, Tables } from '../tables.ts';
import { openedWithoutWrites } from './opened-without-writes.ts';
import { RxdbTable, schemaOf } from './rxdb-table.ts';

/** Tables as RxDB collections over one of its storages. */
export const rxdbStore = (storage: RxStorage<unknown, unknown>): TableStore => ({
  open: async (name) =>
    new RxdbTables(
      await createRxDatabase({
        name,
        storage: openedWithoutWrites(storage),
        // One window writes (the lock), so nothing is to be told to others.
        multiInstance: false,
        eventReduce: false,
        // A till that was dropped without being closed, as a test's crash does, must not keep the name.
        closeDuplicates: true,
      }),
    ),
});

class RxdbTables implements Tables {
  readonly #database: RxDatabase;
  readonly #collections = new Map<string, RxCollection>();

  constructor(database: RxDatabase) {
    this.#database = database;
  }

  async table<Row extends object>(shape: TableShape<Row>): Promise<Table<Row>> {
    const collection = await this.#collection(shape);
    return new RxdbTable(collection as unknown as RxCollection<Row>, shape.primary);
  }

  async remove<Row extends object>(shape: TableShape<Row>): Promise<void> {
    const collection = await this.#collection(shape);
    this.#collections.delete(shape.name);
    // Not `collection.remove()`, which first asks for all collections by a query of RxDB's.
    try {
      await collection.storageInstance.remove();
    } finally {
      // Also where the disk refused it: RxDB opens no collection a second time.
      await collection.close();
    }
  }

  async release(name: string): Promise<void> {
    const collection = this.#collections.get(name);
    this.#collections.delete(name);
    await collection?.close();
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #collection<Row extends object>(shape: TableShape<Row>): Promise<RxCollection> {
    const known = this.#collections.get(shape.name);
    if (known) return known;
    const added = await this.#database.addCollections({ [shape.name]: { schema: schemaOf(shape) } });
    const collection = added[shape.name] as RxCollection;
    this.#collections.set(shape.name, collection);
    return collection;
  }
}
