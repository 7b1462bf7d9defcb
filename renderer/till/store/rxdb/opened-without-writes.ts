import type { BulkWriteRow, RxStorage } from 'rxdb';

type Storage = RxStorage<unknown, unknown>;
type Instance = Awaited<ReturnType<Storage['createStorageInstance']>>;

/** Where RxDB keeps what it knows of a database. */
const ownCollection = '_rxdb_internal';

/** The same storage, opened again without a write. */
export const openedWithoutWrites = (storage: Storage): Storage =>
  ({
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    createStorageInstance: async (params) => {
      const created: unknown = await storage.createStorageInstance(params);
      const instance = created as Instance;
      if (params.collectionName === ownCollection) {
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = async (rows, context) =>
          (await allKnown(instance, rows)) ?? write(rows, context);
      }
      return instance as never;
    },
  }) as Storage;

/**
 * RxDB inserts its own rows anew at every start and takes "they are there" for an answer. A full disk refuses even
 * that, and would keep a till from starting that has nothing to write (SYN10). Null where a row is new.
 */
async function allKnown(instance: Instance, rows: readonly BulkWriteRow<unknown>[]) {
  const idOf = ({ document }: BulkWriteRow<unknown>) => (document as unknown as { id: string }).id;
  if (rows.some(({ previous }) => previous)) return null;
  const found = (await instance.findDocumentsById(rows.map(idOf), false)) as unknown as { id: string }[];
  const known = new Map(found.map((row) => [row.id, row]));
  if (known.size < rows.length) return null;
  const error = rows.map((writeRow) => ({
    status: 409,
    isError: true,
    documentId: idOf(writeRow),
    writeRow,
    documentInDb: known.get(idOf(writeRow)),
  }));
  return { error } as unknown as Awaited<ReturnType<Instance['bulkWrite']>>;
}
