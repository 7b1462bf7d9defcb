import type { BulkWriteRow, RxStorage } from 'rxdb';
import { isQuota } from './store/failed-write.ts';

type Storage = RxStorage<unknown, unknown>;
type Instance = Awaited<ReturnType<Storage['createStorageInstance']>>;

/** Where RxDB keeps what it knows of a database. */
const ownCollection = '_rxdb_internal';

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

  /** The same storage, whose writes tell of the room that there is, and which is opened again without a write. */
  watched(storage: Storage): Storage {
    return {
      name: storage.name,
      rxdbVersion: storage.rxdbVersion,
      createStorageInstance: async (params) => {
        const created: unknown = await storage.createStorageInstance(params);
        const instance = created as Instance;
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = async (rows, context) => {
          const known = params.collectionName === ownCollection ? await allKnown(instance, rows) : null;
          return known ?? this.#heard(write(rows, context));
        };
        return instance as never;
      },
    } as Storage;
  }

  async #heard<T>(writing: Promise<T>): Promise<T> {
    try {
      const written = await writing;
      this.#set(false);
      return written;
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
