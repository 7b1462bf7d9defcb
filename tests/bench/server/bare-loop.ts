import { DatabaseSync } from 'node:sqlite';
import type { BlockDocument, BlockEntry } from '../../../sync-server/store/port.ts';
import { inTransaction, openDatabase } from '../../../sync-server/store/sqlite-database.ts';

type Row = readonly (string | number | null)[];

/** The rows of one block, as they were written: ready to be bound. */
interface BlockRows {
  readonly receivedAt: string;
  readonly block: Row;
  readonly documents: Row;
  readonly entries: readonly Row[];
  readonly created: readonly Row[];
  readonly replaced: readonly Row[];
}

/**
 * What the disk and SQLite allow: the rows that a server has written, inserted once more into such a file by nothing but
 * prepared statements, in one transaction a block.
 */
export class BareLoop {
  readonly #served: DatabaseSync;
  readonly #own: DatabaseSync;
  readonly #insert: (rows: BlockRows) => void;
  readonly #done = new Map<string, number>();

  constructor(servedFile: string, file: string) {
    this.#served = new DatabaseSync(servedFile, { readOnly: true });
    this.#own = openDatabase(file);
    this.#insert = insertInto(this.#own);
  }

  /** Inserts the blocks that came since the last time. The clock runs while it inserts, not while it reads them. */
  run(): { readonly entries: number; readonly seconds: number; readonly cpuSeconds: number } {
    const blocks = this.#readNew();
    const cpuBefore = process.cpuUsage();
    const startedMs = performance.now();
    for (const rows of blocks) this.#insert(rows);
    const seconds = (performance.now() - startedMs) / 1_000;
    const { user, system } = process.cpuUsage(cpuBefore);
    const entries = blocks.reduce((sum, rows) => sum + rows.entries.length, 0);
    return { entries, seconds, cpuSeconds: (user + system) / 1e6 };
  }

  close(): void {
    this.#served.close();
    this.#own.close();
  }

  #readNew(): readonly BlockRows[] {
    const streams = this.#served.prepare('SELECT DISTINCT stream FROM blocks').all();
    const blocks = streams.flatMap(({ stream }) => this.#readStream(String(stream)));
    return blocks.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  }

  #readStream(stream: string): readonly BlockRows[] {
    const done = this.#done.get(stream) ?? 0;
    const blocks = this.#served
      .prepare(
        `SELECT stream, position, nonce, posting_version, received_at, entries, outgoing, documents
         FROM blocks JOIN block_documents USING (stream, position)
         WHERE stream = ? AND position > ? ORDER BY position`,
      )
      .all(stream, done) as unknown as Record<string, string | number>[];
    this.#done.set(stream, done + blocks.length);
    return blocks.map(({ documents, ...block }) => {
      const position = Number(block.position);
      const written = JSON.parse(String(documents)) as BlockDocument[];
      const { entries } = block;
      return {
        receivedAt: String(block.received_at),
        block: Object.values(block),
        documents: [stream, position, String(documents)],
        entries: (JSON.parse(String(entries)) as BlockEntry[]).map(({ entry }, index) => [
          ...[entry.device_id, entry.epoch, entry.seq],
          ...[stream, position, index],
        ]),
        created: written.filter(({ created }) => created).map(rowOf),
        replaced: written
          .filter(({ created }) => !created)
          .map(rowOf)
          .map(([collection, id, ...rest]) => [...rest, String(collection), String(id), position]),
      };
    });
  }
}

function rowOf({ collection, value }: BlockDocument): Row {
  const storeId = 'store_id' in value ? value.store_id : null;
  return [collection, value._id, value.stream, value.rev, storeId, JSON.stringify(value)];
}

function insertInto(database: DatabaseSync): (rows: BlockRows) => void {
  const block = database.prepare(
    `INSERT INTO blocks (stream, position, nonce, posting_version, received_at, entries, outgoing)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const documents = database.prepare(
    'INSERT INTO block_documents (stream, position, documents) VALUES (?, ?, ?)',
  );
  const entry = database.prepare(
    'INSERT INTO entries (device_id, epoch, seq, stream, position, "index") VALUES (?, ?, ?, ?, ?, ?)',
  );
  const created = database.prepare(
    `INSERT INTO documents (collection, id, stream, rev, store_id, json) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (collection, id) DO NOTHING`,
  );
  const replaced = database.prepare(
    'UPDATE documents SET stream = ?, rev = ?, store_id = ?, json = ? WHERE collection = ? AND id = ? AND rev < ?',
  );
  return (rows) =>
    inTransaction(database, () => {
      block.run(...rows.block);
      documents.run(...rows.documents);
      for (const row of rows.entries) entry.run(...row);
      for (const row of rows.created) created.run(...row);
      for (const row of rows.replaced) replaced.run(...row);
    });
}
