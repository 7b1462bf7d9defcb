import { DatabaseSync } from 'node:sqlite';
import { collectionNames, traitsOf } from '../../shared/schema/collections.ts';
import { columnOf } from './sqlite-query.ts';

/** Raised by one with every change that an older Tillside could not work with. */
const schemaVersion = 1;

/** How long a statement waits for another process's transaction. Waiting stops the event loop, so not for ever. */
const busyTimeoutMs = 5_000;

const tables = `
  CREATE TABLE blocks (
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    nonce TEXT NOT NULL,
    posting_version INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    entries TEXT NOT NULL,
    outgoing TEXT NOT NULL,
    PRIMARY KEY (stream, position)
  ) STRICT;
  -- Apart from their block, so that trimming does not rewrite its entries.
  CREATE TABLE block_documents (
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    documents TEXT NOT NULL,
    PRIMARY KEY (stream, position)
  ) STRICT;
  CREATE TABLE entries (
    device_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    PRIMARY KEY (device_id, epoch, seq, stream, position, "index")
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE documents (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    stream TEXT NOT NULL,
    rev INTEGER NOT NULL,
    store_id TEXT,
    json TEXT NOT NULL,
    PRIMARY KEY (collection, id)
  ) STRICT;
  CREATE INDEX documents_of_stream ON documents (stream, collection, id);
  CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    device_id TEXT,
    expires_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Tables added later: a file made by an older Tillside lacks them. */
const laterTables = `
  CREATE TABLE IF NOT EXISTS counters (
    name TEXT NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Fixed statistics: without any, SQLite takes a collection for a handful of documents and walks all tickets for one
 * ticket number; with measured ones, plans would change while the shop is open.
 */
const statistics = `
  ANALYZE;
  DELETE FROM sqlite_stat1;
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('documents', 'sqlite_autoindex_documents_1', '1000000 100000 1'),
    ('documents', 'documents_of_stream', '1000000 50000 10000 1');
  ANALYZE sqlite_schema;
`;

/** Opens the file, making or completing its tables. Throws where a newer Tillside wrote it. */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec('PRAGMA journal_mode = WAL');
    // A commit that has returned survives a power cut (SYN1): in WAL mode only FULL syncs at each.
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA journal_size_limit = 67108864');
    inTransaction(database, () => migrate(database, path));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync, path: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > schemaVersion) {
    throw new Error(
      `${path} was written by a newer Tillside (schema ${version}; this one knows ${schemaVersion}). ` +
        'Update this server, or point it to another data folder.',
    );
  }
  if (version === 0) {
    database.exec(tables);
    database.exec(statistics);
  }
  database.exec(laterTables);
  for (const collection of collectionNames) {
    for (const fields of traitsOf(collection).indexes) {
      const name = [collection, ...fields].join('_');
      const columns = [...fields.map((path) => columnOf(collection, path)), 'id'].join(', ');
      database.exec(
        `CREATE INDEX IF NOT EXISTS ${name} ON documents (${columns}) WHERE collection = '${collection}'`,
      );
    }
  }
  database.exec(`PRAGMA user_version = ${schemaVersion}`);
}

/** What is written outside of a transaction survives a crash of this process, but not a power cut before the next block. */
export function withoutSync(database: DatabaseSync, work: () => void): void {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    work();
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}

/** All or nothing; takes the write lock at once, so that what is read inside still holds when it commits. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
