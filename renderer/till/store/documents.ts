import { type Static, Type } from 'typebox';
import { Check } from 'typebox/schema';
import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import { Cursor, type StreamName } from '../../../shared/protocol/till.ts';
import { must } from '../../../shared/result.ts';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  traitsOf,
} from '../../../shared/schema/collections.ts';
import type { AtStart } from '../../../shared/schema/declare.ts';
import { Instant, Nullable } from '../../../shared/schema/scalars.ts';
import type { DocumentRow } from './databases.ts';
import { DocumentMap } from './document-map.ts';
import { collectionOf, type Held, heldOf, newestFirst, rowOf } from './document-rows.ts';
import { StoredDocuments } from './stored-documents.ts';
import { exactly, type Range, type Table, within } from './tables.ts';

/** Where the documents stand in a stream, and the newest `received_at` pulled from it. */
export const StreamCursor = Type.Object({ ...Cursor.properties, received_at: Nullable(Instant) });
export type StreamCursor = Static<typeof StreamCursor>;

/** Documents and cursor of one page: written together or not at all. */
export interface PulledPage {
  readonly documents: readonly Held[];
  readonly removed: readonly string[];
  readonly stream: StreamName;
  /** Null while a snapshot's pages come in: they stand nowhere yet. */
  readonly cursor: StreamCursor | null;
}

/** What a view reads of them. */
export type DocumentSource = Pick<
  Documents,
  'memory' | 'cursor' | 'load' | 'loadWritten' | 'findByLookup' | 'newestTickets'
>;

/** Collections that are small enough to be held whole; tickets, sales and sold serials never are. */
export const heldWhole: readonly CollectionName[] = collectionNames.filter(
  (name) => traitsOf(name).inMemory === 'all',
);
const leaving = collectionNames.filter((name) => traitsOf(name).keptDays !== null);
const trimBatch = 500;

/** Documents as pulled from the server. Written by pages only, never by hand. */
export class Documents extends StoredDocuments {
  readonly #memory = new DocumentMap();
  readonly #cursors = new Map<StreamName, StreamCursor>();

  static async open(table: Table<DocumentRow>, at: AtStart): Promise<Documents> {
    const documents = new Documents(table);
    const rows = collectionNames.flatMap((name) => {
      const range = rangeInMemory(name, at);
      return range ? [table.range(range)] : [];
    });
    for (const row of (await Promise.all(rows)).flat()) documents.#hold(heldOf(row));
    for (const row of await table.get(['cursor/store', 'cursor/chain'])) {
      const value: unknown = JSON.parse(row.text);
      if (Check(StreamCursor, value)) documents.#cursors.set(row.key.slice(7) as StreamName, value);
    }
    return documents;
  }

  cursor(stream: StreamName): StreamCursor | null {
    return this.#cursors.get(stream) ?? null;
  }

  /** What is held at once, without a look into the database. */
  get memory(): DocumentMap {
    return this.#memory;
  }

  /** The documents that exist among these, by `collection/id`. */
  async load(keys: readonly string[]): Promise<Map<string, AnyDocument>> {
    const found = new Map<string, AnyDocument>();
    const elsewhere: string[] = [];
    for (const key of keys) {
      const held = this.#memory.get(key);
      if (held) found.set(key, held);
      else if (!heldWhole.includes(collectionOf(key))) elsewhere.push(key);
    }
    return new Map([...found, ...(await this.loadWritten(elsewhere))]);
  }

  /** One transaction. `receivedAt`: the newest known, from which 90 days are counted. What is held in memory follows by `take`, so that the view can switch at one moment. */
  async write(page: PulledPage, receivedAt: string | null): Promise<void> {
    const oldest = new Map(
      receivedAt === null ? [] : leaving.map((name) => [name, oldestKept(name, receivedAt)]),
    );
    const keep: Held[] = [];
    const removed = [...page.removed];
    for (const held of page.documents) {
      if (isOlder(held, oldest.get(held.collection))) removed.push(`${held.collection}/${held.value._id}`);
      else keep.push(held);
    }
    const rows = keep.map(rowOf);
    if (page.cursor) {
      rows.push({ key: `cursor/${page.stream}`, lookup: '', order: '', text: JSON.stringify(page.cursor) });
    }
    await this.table.write(rows, removed);
  }

  take(page: PulledPage): void {
    for (const held of page.documents) this.#hold(held);
    for (const key of page.removed) this.#memory.delete(key);
    if (page.cursor) this.#cursors.set(page.stream, page.cursor);
  }

  /** What is older than its collection's days leaves the terminal, counted from the newest `received_at` pulled. */
  async removeOld(): Promise<void> {
    const receivedAt = this.cursor('store')?.received_at ?? null;
    if (receivedAt === null) return;
    for (const collection of leaving) {
      const from = `${collection}/${newestFirst(oldestKept(collection, receivedAt))}`;
      for (;;) {
        const rows = await this.table.range({
          index: 'order',
          from,
          below: `${collection}0`,
          limit: trimBatch,
        });
        if (rows.length === 0) break;
        await this.table.write(
          [],
          rows.map((row) => row.key),
        );
      }
    }
    await this.table.purge();
  }

  #hold(held: Held): void {
    const { collection, value } = held;
    const key = `${collection}/${value._id}`;
    const { inMemory } = traitsOf(collection);
    if (inMemory === 'all' || (inMemory !== 'none' && inMemory.which(value))) this.#memory.set(key, value);
    else this.#memory.delete(key);
  }
}

/** Where the table has what of a collection is held in memory; null where nothing is. */
function rangeInMemory(collection: CollectionName, at: AtStart): Range<DocumentRow> | null {
  const { inMemory } = traitsOf(collection);
  if (inMemory === 'none') return null;
  if (inMemory === 'all') return { index: 'key', ...within(`${collection}/`) };
  const { found } = inMemory;
  if (found.by === 'newest') return { index: 'order', ...within(`${collection}/`), limit: found.count };
  return 'is' in found
    ? { index: 'lookup', ...exactly(`${collection}/${found.is(at)}`) }
    : { index: 'lookup', from: `${collection}/${found.from(at)}`, below: `${collection}0` };
}

/** The first instant that is still kept. */
const oldestKept = (collection: CollectionName, receivedAt: string): string =>
  instantAt(instantMs(receivedAt) - must(traitsOf(collection).keptDays, 'days kept') * 24 * hourMs);

/** `oldest`: of its collection; undefined where all of it is kept. */
const isOlder = ({ collection, value }: Held, oldest: string | undefined): boolean =>
  oldest !== undefined &&
  must(traitsOf(collection).newestBy?.(value)[0], 'instant that days count from') < oldest;
