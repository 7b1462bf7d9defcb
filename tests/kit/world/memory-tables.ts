import type { Range, Table, TableShape, TableStore } from '../../../renderer/till/store/tables.ts';

type Rows = Map<string, object>;

/** A till's tables in memory, as they outlive a run of the till. */
export class MemoryTables {
  readonly #tables = new Map<string, Rows>();
  /** Asked before rows are written: waits as a slow disk does, or rejects as a full one. */
  beforeWrite: (table: string, rows: readonly object[]) => Promise<void> = async () => {};

  beforeOpen: () => Promise<void> = async () => {};

  readonly store: TableStore = {
    open: async () => {
      await this.beforeOpen();
      return {
        table: async (shape) => this.#table(shape),
        remove: async ({ name }) => void this.#tables.delete(name),
        release: async () => {},
        close: async () => {},
      };
    },
  };

  /** As if the table had never been. */
  wipe(name: string): void {
    this.#tables.delete(name);
  }

  #table<Row extends object>({ name, primary }: TableShape<Row>): Table<Row> {
    const rows = (): Map<string, Row> => {
      const known = this.#tables.get(name) ?? new Map<string, Row>();
      this.#tables.set(name, known);
      return known as Map<string, Row>;
    };
    return {
      get: async (keys) => keys.flatMap((key) => rows().get(key) ?? []),
      range: async (range) => inRange([...rows().values()], primary, range),
      write: async (puts, removes = []) => {
        await this.beforeWrite(name, puts);
        for (const row of puts) rows().set(String(row[primary]), row);
        for (const key of removes) rows().delete(key);
      },
      insert: async (row) => {
        await this.beforeWrite(name, [row]);
        const key = String(row[primary]);
        if (rows().has(key)) throw new Error(`${name}/${key} was written by someone else`);
        rows().set(key, row);
      },
      purge: async () => {},
    };
  }
}

function inRange<Row extends object>(
  rows: readonly Row[],
  primary: keyof Row & string,
  { index, from, below, limit }: Range<Row>,
): Row[] {
  const keyOf = (row: Row) => `${row[index]}\0${row[primary]}`;
  return rows
    .filter((row) => String(row[index]) >= from && String(row[index]) < below)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, limit);
}
