/**
 * A till's tables over a simulated disk. RxDB, its real storages and IndexedDB are what tests/till and tests/e2e run on;
 * here every wait and every write is the seed's.
 */
import type { Range, Table, TableShape, TableStore } from '../../../renderer/till/store/tables.ts';
import type { OpenDisk, Row as Stored } from './disk.ts';

export const tablesOn = (on: OpenDisk): TableStore => ({
  open: async () => ({
    async table(shape) {
      await io(on, `open ${shape.name}`, () => {});
      return tableOn(on, shape);
    },
    remove: ({ name }) => io(on, `remove ${name}`, () => on.disk.remove(name)),
    release: async () => {},
    close: async () => {},
  }),
});

function tableOn<Row extends object>(on: OpenDisk, { name, primary }: TableShape<Row>): Table<Row> {
  const { disk } = on;
  const keyOf = (row: Row) => String(row[primary]);
  const rowOf = (row: Row): Stored => ({ ...(row as Record<string, unknown>), _deleted: false });
  const there = (key: string) => {
    const row = disk.of(name).get(key);
    return row && !row._deleted ? row : null;
  };
  const write = (rows: Parameters<typeof disk.write>[2]) => {
    const [first] = disk.write(name, primary, rows).error;
    if (first) throw new Error(`row ${first.documentId} was written by someone else (${first.status})`);
  };
  return {
    get: (keys) =>
      io(on, `get ${name} ${keys.length}`, () => keys.flatMap((key) => there(key) ?? []) as never),
    range: (range) => io(on, `query ${name}`, () => find(disk.of(name).values(), primary, range) as never),
    async write(puts, removes = []) {
      if (puts.length + removes.length === 0) return;
      await io(on, `write ${name} ${puts.length + removes.length}`, () => {
        const removed = removes.flatMap((key) => there(key) ?? []);
        write([
          ...puts.map((row) => {
            const previous = there(keyOf(row));
            return { document: rowOf(row), ...(previous ? { previous } : {}) };
          }),
          ...removed.map((row) => ({ document: { ...row, _deleted: true }, previous: row })),
        ]);
      });
    },
    insert: (row) => io(on, `write ${name} 1`, () => write([{ document: rowOf(row) }])),
    purge: () => io(on, `purge ${name}`, () => disk.purge(name)),
  };
}

const io = <T>({ disk, life, chance }: OpenDisk, what: string, perform: () => T): Promise<T> =>
  disk.io(life, chance, what, perform);

function find<Row>(
  rows: Iterable<Stored>,
  primary: string,
  { index, from, below, limit }: Range<Row>,
): Stored[] {
  const found: Stored[] = [];
  for (const row of rows) {
    const value = String(row[index]);
    if (!row._deleted && value >= from && value < below) found.push(row);
  }
  const sortedBy = (row: Stored) => [String(row[index]), String(row[primary])] as const;
  found.sort((a, b) => {
    const [[x, xKey], [y, yKey]] = [sortedBy(a), sortedBy(b)];
    return x === y ? compare(xKey, yKey) : compare(x, y);
  });
  return found.slice(0, limit);
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
