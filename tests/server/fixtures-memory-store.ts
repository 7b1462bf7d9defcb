import {
  type AnyDocument,
  type CollectionName,
  type DocumentKey,
  keyText,
} from '../../shared/schema/collections.ts';
import type { Block, CentralStore, Session, StoredEntry } from '../../sync-server/store/port.ts';
import { requireSignsOfLife, signsOfLifeOf } from '../../sync-server/store/signs-of-life.ts';
import { readPage } from '../../sync-server/store/snapshot-page.ts';
import { listOf, totalsOf } from './fixtures-memory-query.ts';

/** What a MongoDB would hold: a block's insert and each document's write are atomic by themselves, nothing else is. */
export class MemoryDatabase {
  readonly blocks = new Map<string, Block[]>();
  readonly documents = new Map<
    string,
    { readonly collection: CollectionName; readonly value: AnyDocument }
  >();
  readonly sessions = new Map<string, Session>();
  readonly counters = new Map<string, { readonly count: number; readonly expires_at: string }>();

  of(stream: string): Block[] {
    const known = this.blocks.get(stream) ?? [];
    this.blocks.set(stream, known);
    return known;
  }

  all(collection: CollectionName): AnyDocument[] {
    return [...this.documents.values()].flatMap((one) => (one.collection === collection ? [one.value] : []));
  }

  /** A backup. */
  copy(): MemoryDatabase {
    const copy = new MemoryDatabase();
    for (const [stream, blocks] of this.blocks) copy.blocks.set(stream, [...blocks]);
    for (const [key, document] of this.documents) copy.documents.set(key, document);
    for (const [hash, session] of this.sessions) copy.sessions.set(hash, session);
    for (const [name, counter] of this.counters) copy.counters.set(name, counter);
    return copy;
  }
}

/** Before each atomic step of a store; a test waits here, lets others go first, or throws as a crash would. */
export type BeforeStep = (
  step: 'read' | 'append' | 'appended' | 'write-document' | 'documents-written',
) => void | Promise<void>;

/** One node's connection to the database. What is read and written goes through JSON, as over a wire. */
export function openMemoryStore(database: MemoryDatabase, beforeStep: BeforeStep = () => {}): CentralStore {
  const copy = <T>(value: T): T => structuredClone(value);
  let isOpen = true;
  return {
    async streams() {
      await beforeStep('read');
      return [...database.blocks].flatMap(([stream, blocks]) => (blocks.length > 0 ? [stream] : []));
    },
    async lastBlock(stream) {
      await beforeStep('read');
      return copy(database.of(stream).at(-1) ?? null);
    },
    async append(block) {
      await beforeStep('append');
      const blocks = database.of(block.stream);
      const there = blocks[block.position - 1];
      if (there && there.nonce !== block.nonce) return 'taken';
      if (!there && blocks.length !== block.position - 1) throw new Error('a gap between blocks');
      blocks[block.position - 1] = copy(block);
      await beforeStep('appended');
      return 'appended';
    },
    async writeDocuments({ documents, position }) {
      for (const { collection, created, value } of documents ?? []) {
        await beforeStep('write-document');
        const key = keyText({ collection, id: value._id });
        const there = database.documents.get(key);
        if (created ? !there : there && there.value.rev < position) {
          database.documents.set(key, {
            collection,
            value: { ...copy(value), ...keptBeside(collection, there?.value) } as AnyDocument,
          });
        }
      }
      await beforeStep('documents-written');
    },
    async readBlocks(stream, after, limit) {
      await beforeStep('read');
      return copy(database.of(stream).slice(after, after + limit));
    },
    async findEntries(deviceId, epoch, from, to) {
      await beforeStep('read');
      const found: StoredEntry[] = [];
      for (const [stream, blocks] of database.blocks) {
        for (const { position, entries } of blocks) {
          for (const stored of entries) {
            const { device_id, epoch: of, seq } = stored.entry;
            if (device_id === deviceId && of === epoch && from <= seq && seq <= to)
              found.push({ ...stored, stream, position });
          }
        }
      }
      return copy(found.sort((a, b) => a.entry.seq - b.entry.seq));
    },
    async load(keys: readonly DocumentKey[]) {
      const found = new Map<string, AnyDocument>();
      for (const key of keys) {
        // One by one, as a cursor may: other nodes write in between.
        await beforeStep('read');
        const document = database.documents.get(keyText(key));
        if (document) found.set(keyText(key), copy(document.value));
      }
      return found;
    },
    snapshotPage: (stream, collections, after, limit) =>
      readPage(collections, after, limit, async (collection, afterId, count) => {
        await beforeStep('read');
        return copy(
          database
            .all(collection)
            .filter((document) => document.stream === stream && document._id > afterId)
            .sort((a, b) => (a._id < b._id ? -1 : 1))
            .slice(0, count),
        );
      }),
    async list(collection, query) {
      await beforeStep('read');
      return copy(listOf(database.all(collection), collection, query));
    },
    async totals(collection, ...query) {
      await beforeStep('read');
      return totalsOf(database.all(collection), collection, ...query);
    },
    async signOfLife(collection, id, atField, at, fields) {
      requireSignsOfLife(collection, [atField, ...Object.keys(fields)]);
      const key = keyText({ collection, id });
      const there = database.documents.get(key);
      const before = (there?.value as Record<string, unknown> | undefined)?.[atField];
      if (!there || (typeof before === 'string' && before >= at)) return;
      const value = { ...there.value, ...fields, [atField]: at } as AnyDocument;
      database.documents.set(key, { collection, value });
    },
    async saveSession(session) {
      database.sessions.set(session.token_hash, copy(session));
    },
    async findSession(tokenHash) {
      return database.sessions.get(tokenHash) ?? null;
    },
    async deleteSession(tokenHash) {
      database.sessions.delete(tokenHash);
    },
    async addToCounter(name, by, now, until) {
      const known = database.counters.get(name);
      const before = known && known.expires_at > now ? known : { count: 0, expires_at: until };
      database.counters.set(name, { ...before, count: before.count + by });
      return before.count + by;
    },
    async clearCounter(name) {
      database.counters.delete(name);
    },
    async deleteExpired(now) {
      for (const map of [database.sessions, database.counters]) {
        for (const [key, { expires_at }] of map) if (expires_at <= now) map.delete(key);
      }
    },
    async trim(stream, before) {
      await beforeStep('read');
      const blocks = database.of(stream);
      for (const [index, block] of blocks.slice(0, -1).entries()) {
        if (block.position < before) blocks[index] = { ...block, documents: null };
      }
    },
    async ping() {
      if (!isOpen) throw new Error('the connection is closed');
    },
    async close() {
      isOpen = false;
    },
  };
}

/** What a replacement leaves as it stands. */
function keptBeside(collection: CollectionName, there: AnyDocument | undefined): object {
  const names = there ? signsOfLifeOf(collection) : [];
  return Object.fromEntries(Object.entries(there ?? {}).filter(([name]) => names.includes(name)));
}
