import {
  type AnyDocument,
  type CollectionName,
  type DocumentKey,
  keyText,
} from '../../shared/schema/collections.ts';
import type { Block, CentralStore, Filter, StoredEntry } from '../../sync-server/store/port.ts';
import { readPage } from '../../sync-server/store/snapshot-page.ts';

/** What a MongoDB would hold: a block's insert and each document's write are atomic by themselves, nothing else is. */
export class MemoryDatabase {
  readonly blocks = new Map<string, Block[]>();
  readonly documents = new Map<
    string,
    { readonly collection: CollectionName; readonly value: AnyDocument }
  >();

  of(stream: string): Block[] {
    const known = this.blocks.get(stream) ?? [];
    this.blocks.set(stream, known);
    return known;
  }

  /** A backup. */
  copy(): MemoryDatabase {
    const copy = new MemoryDatabase();
    for (const [stream, blocks] of this.blocks) copy.blocks.set(stream, [...blocks]);
    for (const [key, document] of this.documents) copy.documents.set(key, document);
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
  const unused = (): never => {
    throw new Error('not of these tests');
  };
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
          database.documents.set(key, { collection, value: copy(value) });
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
        return find(database, collection, { stream: { eq: stream } })
          .filter(({ _id }) => _id > afterId)
          .slice(0, count);
      }),
    async list(collection, { filter, sort, after, limit }) {
      await beforeStep('read');
      if (sort.field !== '_id' || sort.direction !== 'asc') unused();
      return find(database, collection, filter)
        .filter(({ _id }) => !after || _id > after.id)
        .slice(0, limit);
    },
    async trim(stream, before) {
      await beforeStep('read');
      const blocks = database.of(stream);
      for (const [index, block] of blocks.slice(0, -1).entries()) {
        if (block.position < before) blocks[index] = { ...block, documents: null };
      }
    },
    ping: async () => {},
    close: async () => {},
    totals: unused,
    signOfLife: unused,
    saveSession: unused,
    findSession: unused,
    deleteSession: unused,
  };
}

function find(database: MemoryDatabase, collection: CollectionName, filter: Filter): AnyDocument[] {
  return [...database.documents.values()]
    .filter((document) => document.collection === collection && matches(document.value, filter))
    .map(({ value }) => structuredClone(value))
    .sort((a, b) => (a._id < b._id ? -1 : 1));
}

const matches = (document: AnyDocument, filter: Filter): boolean =>
  Object.entries(filter).every(([field, wanted]) => {
    const value = (document as unknown as Record<string, string | number>)[field];
    if ('eq' in wanted) return value === wanted.eq;
    if (value === undefined || 'in' in wanted) throw new Error('not of these tests');
    return (
      (wanted.gte === undefined || value >= wanted.gte) && (wanted.lt === undefined || value < wanted.lt)
    );
  });
