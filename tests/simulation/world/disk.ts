import type { Chance } from './chance.ts';
import type { Life } from './life.ts';

export type Row = Readonly<Record<string, unknown>> & { readonly _deleted: boolean };
type Collections = Map<string, Map<string, Row>>;

interface Transaction {
  readonly collection: string;
  readonly before: readonly (readonly [key: string, row: Row | undefined])[];
}

/** Told of every row that is about to stand on the disk. */
export type DiskWatch = (collection: string, key: string, before: Row | undefined, after: Row) => void;

/** What a power cut may take back of a disk that does not wait for the platter. */
const unflushedMost = 3;

/** A database of one till. Strict: what is written stands. Relaxed: the last writes may go with the power. */
export class Disk {
  readonly name: string;
  readonly #strict: boolean;
  #collections: Collections = new Map();
  #unflushed: Transaction[] = [];
  watch: DiskWatch = () => {};
  /** When the last operation that was asked for ends: operations on one database do not overtake each other. */
  #busyUntilMs = 0;
  /** Throws in place of a write, or after it: an error need not mean that nothing was written. */
  beforeWrite: () => void = () => {};
  afterWrite: () => void = () => {};

  constructor(name: string, strict: boolean) {
    this.name = name;
    this.#strict = strict;
  }

  of(collection: string): Map<string, Row> {
    const known = this.#collections.get(collection) ?? new Map<string, Row>();
    this.#collections.set(collection, known);
    return known;
  }

  /** The rows that are there, by key. */
  rows(collection: string): Map<string, Row> {
    return new Map([...this.of(collection)].filter(([, row]) => !row._deleted));
  }

  io<T>(life: Life, chance: Chance, what: string, perform: () => T): Promise<T> {
    const { nowMs } = life.schedule;
    this.#busyUntilMs = Math.max(this.#busyUntilMs, nowMs + chance.between(0.5, 20));
    return life.io(this.#busyUntilMs - nowMs, `${this.name} ${what}`, perform);
  }

  write(collection: string, primary: string, rows: readonly { document: Row; previous?: Row }[]) {
    this.beforeWrite();
    const table = this.of(collection);
    const keyOf = (row: Row) => String(row[primary]);
    const taken = rows.filter(({ document, previous }) => {
      const there = table.get(keyOf(document));
      return there && !there._deleted && !previous;
    });
    const [first] = taken;
    if (first) return { error: [{ documentId: keyOf(first.document), status: 409 }] };
    const before = rows.map(({ document }) => [keyOf(document), table.get(keyOf(document))] as const);
    for (const { document } of rows) {
      this.watch(collection, keyOf(document), table.get(keyOf(document)), document);
      table.set(keyOf(document), document);
    }
    if (!this.#strict) {
      this.#unflushed.push({ collection, before });
      if (this.#unflushed.length > unflushedMost) this.#unflushed.shift();
    }
    this.afterWrite();
    return { error: [] };
  }

  purge(collection: string): void {
    const table = this.of(collection);
    for (const [key, row] of table) if (row._deleted) table.delete(key);
  }

  remove(collection: string): void {
    this.#unflushed = [];
    this.#collections.delete(collection);
  }

  /** The power fails: of a relaxed disk the last transactions may be gone, in their order. */
  cutPower(chance: Chance): void {
    for (let lost = chance.int(this.#unflushed.length + 1); lost > 0; lost--) {
      const { collection, before } = this.#unflushed.pop() as Transaction;
      for (const [key, row] of before) {
        if (row) this.of(collection).set(key, row);
        else this.of(collection).delete(key);
      }
    }
  }

  /** Rows are never changed in place, so that a copy of the maps is a copy of the disk. */
  copy(): Collections {
    return new Map([...this.#collections].map(([name, rows]) => [name, new Map(rows)]));
  }

  put(collections: Collections): void {
    this.#unflushed = [];
    this.#collections = new Map([...collections].map(([name, rows]) => [name, new Map(rows)]));
  }
}

/** A disk as one run of the register has it open. */
export interface OpenDisk {
  readonly disk: Disk;
  readonly life: Life;
  readonly chance: Chance;
}
