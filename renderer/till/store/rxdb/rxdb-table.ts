import { normalizeMangoQuery, prepareQuery, type RxCollection, type RxJsonSchema } from 'rxdb';
import type { Range, Table, TableShape } from '../tables.ts';

/** Read again within a write, to give RxDB the `previous` that it asks for. */
type Stored<Row> = Row & { _deleted: boolean; _attachments: object; _rev: string; _meta: { lwt: number } };

/**
 * Rows of one RxDB collection, read and written below its document cache: a write is one IndexedDB transaction,
 * whatever the number of rows (`bulkUpsert` is many).
 */
export class RxdbTable<Row extends object> implements Table<Row> {
  readonly #collection: RxCollection<Row>;
  readonly #primary: keyof Row & string;

  constructor(collection: RxCollection<Row>, primary: keyof Row & string) {
    this.#collection = collection;
    this.#primary = primary;
  }

  async get(keys: readonly string[]): Promise<Row[]> {
    return keys.length === 0
      ? []
      : await this.#collection.storageInstance.findDocumentsById([...keys], false);
  }

  async range({ index, from, below, limit }: Range<Row>): Promise<Row[]> {
    const isPrimary = index === this.#primary;
    // Named, because RxDB's planner prefers a full scan of another index to the primary key's.
    const fields = isPrimary ? ['_deleted', index] : ['_deleted', index, this.#primary];
    const internals: unknown = await this.#collection.storageInstance.internals;
    if (isDexie<Row>(internals)) {
      // In one request: RxDB's own queries move a cursor, which takes as much again for each row.
      const rows = internals.dexieTable
        .where(`[${fields.join('+')}]`)
        .between(['0', from], ['0', below], true, false);
      return (limit === undefined ? rows : rows.limit(limit)).toArray();
    }
    const { schema } = this.#collection.storageInstance;
    const query = normalizeMangoQuery<Row>(
      schema as never,
      {
        selector: { [index]: { $gte: from, $lt: below }, _deleted: { $eq: false } },
        sort: isPrimary ? [{ [index]: 'asc' }] : [{ [index]: 'asc' }, { [this.#primary]: 'asc' }],
        index: fields,
        ...(limit === undefined ? {} : { limit }),
      } as never,
    );
    const prepared = prepareQuery(schema as never, query as never);
    const { sortSatisfiedByIndex, selectorSatisfiedByIndex } = prepared.queryPlan;
    if (!sortSatisfiedByIndex || !selectorSatisfiedByIndex) throw new Error(`a query reads all of ${index}`);
    const { documents } = await this.#collection.storageInstance.query(prepared as never);
    return documents;
  }

  async write(puts: readonly Row[], removes: readonly string[] = []): Promise<void> {
    const keys = [...puts.map((row) => row[this.#primary] as string), ...removes];
    if (keys.length === 0) return;
    const storage = this.#collection.storageInstance;
    const known = new Map<string, Stored<Row>>();
    for (const row of (await storage.findDocumentsById(keys, true)) as unknown as Stored<Row>[]) {
      known.set(row[this.#primary] as string, row);
    }
    const rows = puts.map((row) => this.#rowOf(row, known.get(row[this.#primary] as string), false));
    for (const key of removes) {
      const previous = known.get(key);
      if (previous && !previous._deleted) rows.push(this.#rowOf(previous, previous, true));
    }
    await this.#bulkWrite(rows);
  }

  async insert(row: Row): Promise<void> {
    await this.#bulkWrite([this.#rowOf(row, undefined, false)]);
  }

  /** RxDB keeps removed rows as they were. Done here because its own cleanup reads every row into memory first. */
  async purge(): Promise<void> {
    const internals: unknown = await this.#collection.storageInstance.internals;
    if (!isDexie<Row>(internals)) {
      await this.#collection.storageInstance.cleanup(0);
      return;
    }
    for (;;) {
      const keys = await internals.dexieTable.where('_deleted').equals('1').limit(1000).primaryKeys();
      if (keys.length === 0) return;
      await internals.dexieTable.bulkDelete(keys);
    }
  }

  #rowOf(row: Row, previous: Stored<Row> | undefined, deleted: boolean) {
    const document = {
      ...row,
      _deleted: deleted,
      _attachments: {},
      _meta: { lwt: previous?._meta.lwt ?? 1 },
      _rev: previous?._rev ?? '1-0',
    };
    return previous ? { previous, document } : { document };
  }

  async #bulkWrite(rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const { error } = await this.#collection.storageInstance.bulkWrite([...rows] as never, 'tillside');
    const first = error[0];
    if (first) throw new Error(`row ${first.documentId} was written by someone else (${first.status})`);
  }
}

/** The part of Dexie that is used here: RxDB's types do not name it. */
interface DexieRows<Row> {
  limit(count: number): DexieRows<Row>;
  toArray(): Promise<Row[]>;
  primaryKeys(): Promise<string[]>;
}

interface DexieInternals<Row> {
  readonly dexieTable: {
    where(index: string): {
      equals(value: string): DexieRows<Row>;
      between(
        lower: readonly string[],
        upper: readonly string[],
        includeLower: boolean,
        includeUpper: boolean,
      ): DexieRows<Row>;
    };
    bulkDelete(keys: string[]): Promise<void>;
  };
}

const isDexie = <Row>(internals: unknown): internals is DexieInternals<Row> =>
  typeof internals === 'object' && internals !== null && 'dexieTable' in internals;

export function schemaOf<Row extends object>({ primary, fields }: TableShape<Row>): RxJsonSchema<Row> {
  const names = Object.keys(fields) as (keyof Row & string)[];
  const indexed = names.filter((name) => fields[name] !== null && name !== primary);
  return {
    version: 0,
    primaryKey: primary,
    type: 'object',
    properties: Object.fromEntries(
      names.map((name) => [
        name,
        { type: 'string', ...(fields[name] === null ? {} : { maxLength: fields[name] }) },
      ]),
    ),
    required: names,
    indexes: [primary, ...indexed],
    additionalProperties: false,
  } as unknown as RxJsonSchema<Row>;
}
