import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Block, BlockDocument, BlockEntry, OutgoingEntry, StoredEntry } from './port.ts';
import { inTransaction } from './sqlite-database.ts';
import type { WrittenDocument } from './sqlite-documents.ts';

/** Blocks that one transaction of `trim` takes on, so that sales do not wait for a year to be trimmed. */
const trimmedAtOnce = 100;

interface BlockRow {
  readonly stream: string;
  readonly position: number;
  readonly nonce: string;
  readonly posting_version: number;
  readonly received_at: string;
  readonly entries: string;
  readonly documents: string | null;
  readonly outgoing: string;
}

interface EntryRow {
  readonly stream: string;
  readonly position: number;
  readonly index: number;
}

const selectBlocks = 'SELECT * FROM blocks LEFT JOIN block_documents USING (stream, position)';

/** The tables `blocks`, `block_documents` and `entries`. `insert` expects to run inside a transaction. */
export function openBlocks(database: DatabaseSync) {
  const selectNonce = database.prepare('SELECT nonce FROM blocks WHERE stream = ? AND position = ?');
  const insertBlock = database.prepare(
    `INSERT INTO blocks (stream, position, nonce, posting_version, received_at, entries, outgoing)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertDocuments = database.prepare(
    'INSERT INTO block_documents (stream, position, documents) VALUES (?, ?, ?)',
  );
  const insertEntry = database.prepare(
    'INSERT INTO entries (device_id, epoch, seq, stream, position, "index") VALUES (?, ?, ?, ?, ?, ?)',
  );
  // Every stream has a block at position 1, and none is ever deleted; but only this walk needs no second index.
  const selectStreams = database.prepare(`
    WITH RECURSIVE names(stream) AS (
      SELECT MIN(stream) FROM blocks
      UNION ALL
      SELECT (SELECT MIN(stream) FROM blocks WHERE stream > names.stream) FROM names WHERE names.stream IS NOT NULL
    )
    SELECT stream FROM names WHERE stream IS NOT NULL`);
  const selectLast = database.prepare(`${selectBlocks} WHERE stream = ? ORDER BY position DESC LIMIT 1`);
  const selectLastPosition = database.prepare(
    'SELECT MAX(position) AS position FROM blocks WHERE stream = ?',
  );
  const selectRange = database.prepare(
    `${selectBlocks} WHERE stream = ? AND position > ? ORDER BY position LIMIT ?`,
  );
  const selectEntries = database.prepare(
    `SELECT stream, position, "index" FROM entries
     WHERE device_id = ? AND epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq, stream, position, "index"`,
  );
  const selectEntriesOfBlock = database.prepare(
    'SELECT entries FROM blocks WHERE stream = ? AND position = ?',
  );
  const deleteDocuments = database.prepare(
    `DELETE FROM block_documents WHERE rowid IN (
       SELECT rowid FROM block_documents WHERE stream = ? AND position < ? ORDER BY position LIMIT ?)`,
  );

  const entriesOf = (stream: string, position: number): readonly BlockEntry[] => {
    const row = selectEntriesOfBlock.get(stream, position) as { entries: string } | undefined;
    return JSON.parse(row?.entries ?? '[]') as BlockEntry[];
  };

  return {
    streams: (): readonly string[] => selectStreams.all().map(({ stream }) => String(stream)),

    /** The nonce of the block at the position, null where none stands. */
    nonceAt(stream: string, position: number): string | null {
      const row = selectNonce.get(stream, position);
      return row ? String(row.nonce) : null;
    },

    insert(block: Block, documents: readonly WrittenDocument[] | null): void {
      const { stream, position } = block;
      insertBlock.run(
        stream,
        position,
        block.nonce,
        block.posting_version,
        block.received_at,
        JSON.stringify(block.entries),
        JSON.stringify(block.outgoing),
      );
      if (documents) insertDocuments.run(stream, position, `[${documents.map(textOf).join(',')}]`);
      for (const [index, { entry }] of block.entries.entries()) {
        insertEntry.run(entry.device_id, entry.epoch, entry.seq, stream, position, index);
      }
    },

    last(stream: string): Block | null {
      const row = selectLast.get(stream) as BlockRow | undefined;
      return row ? toBlock(row) : null;
    },

    read: (stream: string, after: number, limit: number): readonly Block[] =>
      (selectRange.all(stream, after, limit) as unknown as BlockRow[]).map(toBlock),

    findEntries(deviceId: string, epoch: number, from: number, to: number): readonly StoredEntry[] {
      const rows = selectEntries.all(deviceId, epoch, from, to) as unknown as EntryRow[];
      let parsed: { readonly key: string; readonly entries: readonly BlockEntry[] } | null = null;
      return rows.map(({ stream, position, index }) => {
        const key = `${stream}/${position}`;
        // Neighbours by seq mostly stand in the same block, which may be megabytes to parse.
        if (parsed?.key !== key) parsed = { key, entries: entriesOf(stream, position) };
        const found = parsed.entries[index];
        if (!found) throw new Error(`the index names entry ${index} of block ${key}, which has none`);
        return { ...found, stream, position };
      });
    },

    async trim(stream: string, before: number): Promise<void> {
      for (;;) {
        const trimmed = inTransaction(database, () => {
          const last = Number(selectLastPosition.get(stream)?.position ?? 0);
          return deleteDocuments.run(stream, Math.min(before, last), trimmedAtOnce).changes;
        });
        if (Number(trimmed) < trimmedAtOnce) return;
        await setImmediate();
      }
    },
  };
}

/** What `JSON.stringify` makes of a BlockDocument, around the text that its value has already. */
const textOf = ({ document: { collection, created, scope_before }, json }: WrittenDocument): string => {
  const scope = scope_before ? `,"scope_before":${JSON.stringify(scope_before)}` : '';
  return `{"collection":"${collection}","created":${created},"value":${json}${scope}}`;
};

const toBlock = (row: BlockRow): Block => ({
  stream: row.stream,
  position: row.position,
  nonce: row.nonce,
  posting_version: row.posting_version,
  received_at: row.received_at,
  entries: JSON.parse(row.entries) as BlockEntry[],
  documents: row.documents === null ? null : (JSON.parse(row.documents) as BlockDocument[]),
  outgoing: JSON.parse(row.outgoing) as OutgoingEntry[],
});
