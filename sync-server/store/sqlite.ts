import { dirname } from 'node:path';
import { DiskWatch } from './disk-full.ts';
import type { StoreOptions } from './fault-hook.ts';
import type { CentralStore } from './port.ts';
import { requireSignsOfLife } from './signs-of-life.ts';
import { readPage } from './snapshot-page.ts';
import { openBlocks } from './sqlite-blocks.ts';
import { inTransaction, openDatabase, withoutSync } from './sqlite-database.ts';
import { openDocuments, writeOut } from './sqlite-documents.ts';
import { openSessions } from './sqlite-sessions.ts';

/**
 * The embedded central database, of one server. A block, its entries' index and its documents are one transaction, so
 * that `append` leaves nothing to be completed. Several processes may open the file; the statements are synchronous.
 */
export function openSqliteStore(path: string, { onStep }: StoreOptions = {}): CentralStore {
  const database = openDatabase(path);
  const blocks = openBlocks(database);
  const documents = openDocuments(database);
  const sessions = openSessions(database);
  const disk = new DiskWatch(dirname(path));

  // `async` turns what SQLite throws into a rejection, as the port promises.
  return {
    streams: async () => blocks.streams(),
    lastBlock: async (stream) => blocks.last(stream),

    append: async (block) =>
      disk.write(() =>
        inTransaction(database, () => {
          const nonce = blocks.nonceAt(block.stream, block.position);
          if (nonce !== null) return nonce === block.nonce ? 'appended' : 'taken';
          // Each document is written out once, for the block and for its own row.
          const written = block.documents?.map(writeOut) ?? null;
          blocks.insert(block, written);
          void onStep?.({ at: 'block-inserted' });
          documents.write(written ?? [], block.position);
          return 'appended';
        }),
      ),

    // A stored block has its documents: both were written in one transaction.
    writeDocuments: async () => {},

    readBlocks: async (stream, after, limit) => blocks.read(stream, after, limit),
    findEntries: async (...range) => blocks.findEntries(...range),
    load: async (keys) => documents.load(keys),

    snapshotPage: async (stream, collections, after, limit) =>
      readPage(collections, after, limit, (...rest) => documents.ofStream(stream, ...rest)),

    list: async (collection, query) => documents.list(collection, query),
    totals: async (...query) => documents.totals(...query),

    signOfLife: async (collection, id, atField, at, fields) => {
      requireSignsOfLife(collection, [atField, ...Object.keys(fields)]);
      // Not worth its own wait for the disk: the next block's commit makes it durable as well.
      withoutSync(database, () => documents.signOfLife(collection, id, atField, at, fields));
    },

    saveSession: async (session) => sessions.saveSession(session),
    findSession: async (tokenHash) => sessions.findSession(tokenHash),
    deleteSession: async (tokenHash) => sessions.deleteSession(tokenHash),
    addToCounter: async (...addition) => sessions.addToCounter(...addition),
    clearCounter: async (name) => sessions.clearCounter(name),
    deleteExpired: async (now) => sessions.deleteExpired(now),

    trim: (stream, before) => blocks.trim(stream, before),
    ping: async () => {
      disk.check();
      database.exec('SELECT 1');
    },
    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}
