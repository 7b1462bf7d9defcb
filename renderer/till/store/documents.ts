import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import { Cursor, type StreamName } from '../../../shared/protocol/till.ts';
import type { AnyDocument, CollectionName } from '../../../shared/schema/collections.ts';
import type { Exception } from '../../../shared/schema/exceptions.ts';
import { Instant, Nullable } from '../../../shared/schema/scalars.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { DocumentRow } from './databases.ts';
import { DocumentMap } from './document-map.ts';
import {
  ageFrom,
  agingCollections,
  collectionOf,
  type Held,
  heldOf,
  isAging,
  newestFirst,
  rowOf,
} from './document-rows.ts';
import { StoredDocuments } from './stored-documents.ts';
import { exactly, type Table, within } from './table.ts';

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
export const heldWhole: readonly CollectionName[] = [
  'chain_settings',
  'stores',
  'users',
  'lotteries',
  'pos_devices',
  'inventory',
  'stock_levels',
  'heads',
];
/** Of these, what screens show at once; the rest is looked up. */
const heldPartly: Partial<Record<CollectionName, (value: AnyDocument) => boolean>> = {
  shifts: (value) => (value as Shift).status === 'open',
  exceptions: (value) => (value as Exception).status === 'open',
  notifications: () => true,
  day_totals: () => true,
};
const notificationsHeld = 100;
const daysKept = 90;
const trimBatch = 500;

/** Documents as pulled from the server. Written by pages only, never by hand. */
export class Documents extends StoredDocuments {
  readonly #memory = new DocumentMap();
  readonly #cursors = new Map<StreamName, StreamCursor>();

  /** `deviceId`: whose open shift is held; `since`: the business day from which totals are. */
  static async open(
    table: Table<DocumentRow>,
    { deviceId, since }: { readonly deviceId: string; readonly since: string },
  ): Promise<Documents> {
    const documents = new Documents(table);
    const rows = [
      ...heldWhole.map((collection) => table.range({ index: 'key', ...within(`${collection}/`) })),
      table.range({ index: 'lookup', ...exactly(`shifts/${deviceId}/open`) }),
      table.range({ index: 'lookup', ...exactly('exceptions/open') }),
      table.range({ index: 'lookup', from: `day_totals/${since}`, below: 'day_totals0' }),
      table.range({ index: 'order', ...within('notifications/'), limit: notificationsHeld }),
    ];
    for (const row of (await Promise.all(rows)).flat()) documents.#hold(heldOf(row));
    for (const row of await table.get(['cursor/store', 'cursor/chain'])) {
      const value: unknown = JSON.parse(row.text);
      if (Value.Check(StreamCursor, value)) documents.#cursors.set(row.key.slice(7) as StreamName, value);
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
    const oldest = oldestKept(receivedAt);
    const keep: Held[] = [];
    const removed = [...page.removed];
    for (const held of page.documents) {
      if (oldest !== null && isOlder(held, oldest)) removed.push(`${held.collection}/${held.value._id}`);
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

  /** Tickets, sales and sold serials leave the terminal after 90 days, counted from the newest `received_at` pulled. */
  async removeOld(): Promise<void> {
    const oldest = oldestKept(this.cursor('store')?.received_at ?? null);
    if (oldest === null) return;
    for (const collection of agingCollections) {
      const from = `${collection}/${newestFirst(oldest)}`;
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
    if (heldWhole.includes(collection) || heldPartly[collection]?.(value)) this.#memory.set(key, value);
    else this.#memory.delete(key);
  }
}

const oldestKept = (receivedAt: string | null): string | null =>
  receivedAt === null ? null : instantAt(instantMs(receivedAt) - daysKept * 24 * hourMs);

const isOlder = ({ collection, value }: Held, oldest: string): boolean =>
  isAging(collection) && ageFrom(collection, value) < oldest;
