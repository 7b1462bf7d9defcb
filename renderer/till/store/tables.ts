/**
 * The port to where a till keeps its rows. RxDB is behind it (the folder `rxdb/`), and in a simulation a disk that the
 * seed rules; tests/contract/tables.contract.ts says what each has to keep to.
 */
export interface TableStore {
  /** A set of tables under a name, which only one writer at a time may have open. */
  open(name: string): Promise<Tables>;
}

export interface Tables {
  /** Opens a table, or makes it. */
  table<Row extends object>(shape: TableShape<Row>): Promise<Table<Row>>;
  /** Takes a table away with all its rows; it may be made anew. */
  remove<Row extends object>(shape: TableShape<Row>): Promise<void>;
  /** Closes a table that is not needed now: RxDB's free core holds 13 open. */
  release(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface TableShape<Row> {
  readonly name: string;
  readonly primary: keyof Row & string;
  /** Every field is a string: the most characters where it is an index, null where it is not. */
  readonly fields: Readonly<Record<keyof Row & string, number | null>>;
}

export interface Table<Row extends object> {
  /** Those that are there, in no order. */
  get(keys: readonly string[]): Promise<Row[]>;
  range(range: Range<Row>): Promise<Row[]>;
  /** All of it or nothing, durable (as the store is) when it resolves. Callers take turns. */
  write(puts: readonly Row[], removes?: readonly string[]): Promise<void>;
  /** One row that is not there yet; rejects where its key is taken. */
  insert(row: Row): Promise<void>;
  /** Frees the room of removed rows. */
  purge(): Promise<void>;
}

/** A range of an index, ascending: descending sorts read the whole index (100,000 rows: 5.6 s). */
export interface Range<Row> {
  readonly index: keyof Row & string;
  readonly from: string;
  /** Excluded. */
  readonly below: string;
  readonly limit?: number;
}

/** The rows whose index is `value`. `!` sorts before all that keys are made of, and after the end of a key. */
export const exactly = (value: string) => ({ from: value, below: `${value}!` });
/** The rows whose index begins with `prefix`, which ends in `/`. */
export const within = (prefix: string) => ({ from: prefix, below: `${prefix.slice(0, -1)}0` });
