/**
 * Stands in RxDB's place: the few calls that renderer/till makes of it, over a simulated disk. RxDB itself, its real
 * storages and IndexedDB are what tests/till and tests/e2e run on; here every wait and every write is the seed's.
 */
import type { OpenDisk, Row } from './disk.ts';

interface Query {
  readonly selector: Readonly<Record<string, { readonly $gte?: string; readonly $lt?: string }>>;
  readonly sort: readonly Readonly<Record<string, 'asc'>>[];
  readonly limit?: number;
}

export const normalizeMangoQuery = (_schema: unknown, query: Query): Query => query;
/** RxDB's planner is not here to be asked; that it uses the indexes is what tests/till shows. */
export const prepareQuery = (_schema: unknown, query: Query) => ({
  query,
  queryPlan: { sortSatisfiedByIndex: true, selectorSatisfiedByIndex: true },
});

/** What the register may put something around. */
interface Storage {
  createStorageInstance(params: {
    readonly collectionName: string;
    readonly schema: { readonly primaryKey: string };
  }): Promise<Instance>;
}
type Instance = ReturnType<typeof instanceOf>;

export function createRxDatabase({ storage }: { readonly storage: Storage }) {
  return {
    async addCollections(schemas: Readonly<Record<string, { readonly schema: { primaryKey: string } }>>) {
      const added: [string, ReturnType<typeof collection>][] = [];
      for (const [collectionName, { schema }] of Object.entries(schemas)) {
        added.push([
          collectionName,
          collection(await storage.createStorageInstance({ collectionName, schema })),
        ]);
      }
      return Object.fromEntries(added);
    },
    close: () => Promise.resolve(),
  };
}

const collection = (storageInstance: Instance) => ({
  close: () => Promise.resolve(),
  remove: () => storageInstance.remove(),
  storageInstance,
});

export const storageOn = (
  on: OpenDisk,
): Storage & { readonly name: string; readonly rxdbVersion: string } => ({
  name: 'simulated',
  rxdbVersion: 'simulated',
  async createStorageInstance({ collectionName, schema }) {
    await io(on, `open ${collectionName}`, () => {});
    return instanceOf(on, collectionName, schema.primaryKey);
  },
});

function instanceOf(on: OpenDisk, name: string, primary: string) {
  const { disk } = on;
  return {
    schema: {},
    internals: {},
    findDocumentsById: (keys: readonly string[], withDeleted: boolean) =>
      io(on, `get ${name} ${keys.length}`, () =>
        keys.flatMap((key) => {
          const row = disk.of(name).get(key);
          return row && (withDeleted || !row._deleted) ? [row] : [];
        }),
      ),
    query: ({ query }: ReturnType<typeof prepareQuery>) =>
      io(on, `query ${name}`, () => ({ documents: find(disk.of(name).values(), query) })),
    bulkWrite: (rows: readonly { document: Row; previous?: Row }[]) =>
      io(on, `write ${name} ${rows.length}`, () => disk.write(name, primary, rows)),
    cleanup: () => io(on, `purge ${name}`, () => disk.purge(name)),
    remove: () => io(on, `remove ${name}`, () => disk.remove(name)),
  };
}

const io = <T>({ disk, life, chance }: OpenDisk, what: string, perform: () => T): Promise<T> =>
  disk.io(life, chance, what, perform);

function find(rows: Iterable<Row>, { selector, sort, limit }: Query): Row[] {
  const ranges = Object.entries(selector).filter(([field]) => field !== '_deleted');
  const found: Row[] = [];
  for (const row of rows) if (!row._deleted && ranges.every((range) => isWithin(row, range))) found.push(row);
  const fields = sort.flatMap(Object.keys);
  found.sort((a, b) => {
    for (const field of fields) {
      const [x, y] = [String(a[field]), String(b[field])];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  });
  return limit === undefined ? found : found.slice(0, limit);
}

function isWithin(row: Row, [field, { $gte, $lt }]: [string, Query['selector'][string]]): boolean {
  const value = String(row[field]);
  return ($gte === undefined || value >= $gte) && ($lt === undefined || value < $lt);
}
