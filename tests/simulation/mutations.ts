import type { Edit } from './world/stand-ins.ts';

/** A bug that someone could make, and what the simulation says to it. */
export interface Mutation {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Any of these rules catches it. */
  readonly rules: readonly string[];
  /** What has to go wrong in the world for it to show; nothing: it shows by itself. */
  readonly only?: readonly string[];
  readonly days?: number;
  /** The seed to begin with: one in which it was caught, so that this need not be looked for each time. */
  readonly start?: number;
  readonly terminals?: number;
  readonly stores?: number;
  readonly notUnderstood?: readonly string[];
}

/** It shows by itself within hours. */
const small = { days: 0.5, terminals: 2 } as const;

const edit = (file: string, find: string, put: string): Edit => ({ file, find, put });

/** A server that is older than its registers: it does not know how to post this kind. No bug. */
export const notUnderstood = edit(
  'shared/posting/posting.ts',
  'const fault = postBody(',
  `const fault = envelope.kind === 'shift.closed' && context.received_at !== null
    ? { reason: 'unknown_kind', detail: envelope.kind }
    : postBody(`,
);

export const mutations: readonly Mutation[] = [
  {
    name: 'an upload is answered before its block is durable',
    edits: [
      edit(
        'sync-server/streams/append.ts',
        "      if ((await store.append(block)) === 'taken')",
        "      for (const answer of answers.values()) answer();\n      if ((await store.append(block)) === 'taken')",
      ),
    ],
    rules: ['SYN1'],
  },
  {
    name: 'a sale returns before it is on the disk',
    edits: [
      edit(
        'renderer/till/journal/journal.ts',
        'await this.#rows.insert(row);',
        'void this.#rows.insert(row);',
      ),
    ],
    rules: ['JRN2'],
  },
  {
    name: 'the cursor is written before the documents',
    edits: [
      edit(
        'renderer/till/store/documents.ts',
        'await this.table.write(rows, removed);',
        `const isCursor = ({ key }: DocumentRow) => key.startsWith('cursor/');
         await this.table.write(rows.filter(isCursor));
         await this.table.write(rows.filter((row) => !isCursor(row)), removed);`,
      ),
    ],
    rules: ['SYN5', 'SYN11'],
  },
  {
    name: 'documents are replaced without the guard on rev',
    edits: [
      edit(
        'tests/server/fixtures-memory-store.ts',
        'there && there.value.rev < position',
        'there !== undefined',
      ),
    ],
    start: 8,
    rules: ['SYN1', 'SYN2', 'SYN9', 'SYN11', 'JRN3', 'MNY3', 'STK1', 'STK2', 'DRW2'],
    only: ['a node is slow'],
    days: 2,
  },
  {
    name: 'posting begins before the documents of the last block are written',
    edits: [edit('sync-server/streams/append.ts', 'await this.#context.store.writeDocuments(last);', '')],
    rules: ['SYN2', 'SYN9', 'SYN11', 'JRN3', 'MNY3', 'STK1', 'STK2'],
    only: ['nodes that crash again and again', 'a node crashes'],
    days: 2,
  },
  {
    name: 'the last block is trimmed',
    edits: [
      edit('tests/server/fixtures-memory-store.ts', 'blocks.slice(0, -1).entries()', 'blocks.entries()'),
      edit('sync-server/streams/redo.ts', 'settings.keepDocumentsBlocks + 1', '-1'),
      edit('sync-server/streams/redo.ts', 'block.received_at < oldest', 'true'),
    ],
    rules: ['SYN1', 'SYN2', 'SYN9', 'SYN11', 'JRN3', 'MNY3', 'STK1', 'STK2', 'SYN7'],
    only: ['nodes that crash again and again'],
    days: 1,
    terminals: 2,
  },
  {
    name: 'a restored journal goes on counting where it stands',
    edits: [
      edit(
        'renderer/till/sync/shipper.ts',
        "if (head.seq > end.seq) return 'behind';",
        "if (head.seq > end.seq) return 'own';",
      ),
    ],
    start: 6,
    rules: ['SYN7', 'JRN5'],
    only: ['a backup of a till is taken', 'a till is restored'],
    days: 2,
  },
  {
    name: 'what an older epoch still has is not sent',
    edits: [
      edit(
        'renderer/till/sync/shipper.ts',
        'if (of !== current && this.#owed(of) <= 0) continue;',
        'if (of !== current) continue;',
      ),
    ],
    start: 4,
    rules: ['SYN7'],
    only: ['a backup of a till is taken', 'a till is restored', 'a disk is cloned', 'a till is cut off'],
    days: 1,
    terminals: 2,
  },
  {
    name: 'a snapshot is replayed from the block after its start',
    edits: [edit('renderer/till/sync/snapshot.ts', 'Math.max(1, start.position)', 'start.position + 1')],
    start: 11,
    rules: ['SYN5', 'SYN11'],
    only: ['a node is slow', 'an IndexedDB is emptied'],
    days: 2,
  },
  {
    name: 'a snapshot is swapped in before it is exact',
    edits: [
      edit(
        'renderer/till/sync/snapshot.ts',
        'const caughtUp = await catchUp(parts, stream, pages.value.start, pages.value.last);',
        'const caughtUp = await catchUp(parts, stream, pages.value.last, pages.value.last);',
      ),
      edit('renderer/till/sync/snapshot.ts', 'Math.max(1, start.position)', 'last.position'),
    ],
    start: 11,
    rules: ['SYN5', 'SYN11'],
    only: ['a node is slow', 'an IndexedDB is emptied'],
    days: 2,
  },
  {
    name: 'own entries are posted over documents that contain them',
    edits: [
      edit(
        'renderer/till/view/view.ts',
        'return head !== null && entry.seq > head.seq;',
        'return head !== null;',
      ),
    ],
    rules: ['SYN7', 'STK1', 'SYN4'],
  },
  {
    name: 'a grant counts twice',
    edits: [
      edit(
        'shared/posting/allotments.ts',
        'granted: before.granted + quantity,',
        'granted: before.granted + 2 * quantity,',
      ),
    ],
    start: 19,
    rules: ['STK1'],
  },
  {
    name: 'a grant survives the loss of the journal',
    edits: [
      edit(
        'shared/posting/allotments.ts',
        'batch.allotments.find((a) => a.device_id === holder.device_id && a.epoch === holder.epoch)',
        'batch.allotments.find((a) => a.device_id === holder.device_id)',
      ),
    ],
    rules: ['STK1', 'STK2', 'SYN4'],
    only: ['an IndexedDB is emptied'],
    days: 2,
  },
  {
    name: 'entries are dropped when the server refuses them',
    edits: [
      edit(
        'renderer/till/sync/shipper.ts',
        'this.#heads.delete(name);\n',
        'this.#heads.delete(name);\n    if (answer.refusal.status && last) await this.#parts.journal.remove(papers, last.seq);\n',
      ),
    ],
    rules: ['JRN4'],
    only: ['the database fails now and then', 'a till is cut off'],
    days: 2,
  },
  {
    name: 'entries are sent in the order of the wall clock',
    edits: [
      edit(
        'renderer/till/sync/upload-batches.ts',
        'await this.#journal.read(epoch, from, this.#limit)',
        '(await this.#journal.read(epoch, from, this.#limit)).sort((a, b) => (a.at < b.at ? -1 : 1))',
      ),
    ],
    rules: ['SYN7'],
    only: ['a wall clock jumps', 'a till is cut off'],
    days: 0.7,
    terminals: 2,
  },
  {
    name: 'a restored database is taken for the one before',
    edits: [
      edit(
        'sync-server/streams/feed.ts',
        'block?.position === cursor.position && block.nonce === cursor.nonce',
        'block?.position === cursor.position',
      ),
    ],
    rules: ['SYN5', 'SYN7', 'SYN11', 'SYN12'],
    only: ['a backup of the database is taken', 'the database is restored'],
    days: 3,
  },
  {
    name: 'an entry that comes twice is posted twice',
    edits: [edit('sync-server/streams/append-upload.ts', 'entries.slice(overlap.length)', 'entries')],
    start: 4,
    rules: ['SYN2', 'JRN3'],
    only: ['bad weather'],
    days: 2,
  },
  {
    name: 'the change is a cent too much',
    edits: [
      edit(
        'renderer/till/commands/sell.ts',
        'change: paid.value.changeMinor',
        'change: paid.value.changeMinor + 1',
      ),
    ],
    rules: ['MNY1'],
    ...small,
  },
  {
    name: 'tax is cut off, not rounded',
    edits: [edit('shared/domain/money.ts', '? floor : floor + 1n', '? floor : floor')],
    rules: ['MNY2'],
    ...small,
  },
  {
    name: 'a sale is counted twice in its hour',
    edits: [
      edit(
        'shared/posting/day-totals.ts',
        'sales_count: atHour.sales_count + 1,',
        'sales_count: atHour.sales_count + 2,',
      ),
    ],
    rules: ['MNY3'],
    ...small,
  },
  {
    name: 'money given back is not taken out of the drawer',
    edits: [
      edit(
        'shared/posting/ticket-cancelled.ts',
        "addRefund(totals, shift, method, total, body.ground === 'misprint')",
        'shift',
      ),
    ],
    rules: ['MNY4'],
    ...small,
  },
  {
    name: 'a shift forgets that refunds leave the drawer',
    edits: [edit('shared/posting/shift-totals.ts', '  -shift.cash_refunds,\n', '')],
    start: 2,
    rules: ['SFT1'],
    ...small,
  },
  {
    name: 'every Z report is the first',
    edits: [
      edit('shared/posting/shift.ts', 'const z_reports = head.z_reports + 1;', 'const z_reports = 1;'),
      edit('renderer/till/commands/shift.ts', 'z_reports + 1', 'z_reports * 0 + 1'),
    ],
    start: 3,
    rules: ['SFT2'],
    ...small,
  },
  {
    name: 'what is cancelled does not go back into stock',
    edits: [edit('shared/posting/ticket-cancelled.ts', '  backIntoStock(posting, ticket);\n', '')],
    rules: ['STK2'],
    ...small,
  },
  {
    name: 'low stock is told at every sale',
    edits: [
      edit(
        'shared/posting/stock-level.ts',
        'if (!restock_flag || before.restock_flag) return;',
        'if (!restock_flag) return;',
      ),
    ],
    start: 3,
    rules: ['STK3'],
    ...small,
    days: 1,
  },
  {
    name: 'ticket numbers repeat after three sales',
    edits: [edit('renderer/till/commands/sell.ts', 'seq, line });', 'seq: seq % 3, line });')],
    start: 4,
    rules: ['TKT1'],
    ...small,
  },
  {
    name: 'a cancelled ticket goes on as sold',
    edits: [
      edit(
        'shared/posting/ticket-cancelled.ts',
        "status: 'cancelled',\n    cancelled_at",
        "status: 'sold',\n    cancelled_at",
      ),
    ],
    rules: ['TKT3'],
    ...small,
  },
  {
    name: 'a ticket that comes after its draw was closed takes part',
    edits: [edit('shared/posting/sale-line.ts', "  if (draw.status === 'closed') {\n", '  if (!draw) {\n')],
    rules: ['DRW2'],
    only: ['a till is cut off'],
    days: 2,
    terminals: 2,
  },
  {
    name: 'a refused write that stands is told as refused',
    edits: [
      edit(
        'renderer/till/journal/journal.ts',
        'const stands = await this.#stands(row);',
        'const stands = false;',
      ),
    ],
    rules: ['SYN10'],
    only: ['a disk refuses'],
    days: 1,
    terminals: 2,
  },
  {
    name: 'a write that failed is told as done',
    edits: [edit('renderer/till/journal/journal.ts', 'if (!stands) return failedWrite(error);', '')],
    rules: ['JRN2'],
    only: ['a disk refuses'],
    days: 1,
    terminals: 2,
  },
  {
    name: 'old entries leave the journal as soon as they are written',
    edits: [
      edit(
        'renderer/till/journal/journal.ts',
        'const end = this.end(entry);',
        'const end = this.end(entry);\n    if (end.seq > 1) await this.remove(entry, end.seq - 1);',
      ),
    ],
    rules: ['JRN1', 'JRN4'],
    only: ['a till is cut off'],
    days: 1,
    terminals: 2,
  },
  {
    name: 'the feed leaves out the last document of a block',
    edits: [edit('sync-server/streams/feed.ts', 'of block.documents)', 'of block.documents.slice(0, -1))')],
    rules: ['SYN5', 'SYN11'],
    ...small,
  },
  {
    name: 'a user who no longer helps out stays at the till',
    edits: [
      edit(
        'sync-server/streams/feed-documents.ts',
        'else if (scope_before && inScope(scope_before, this.#storeId))',
        'else if (!collection)',
      ),
    ],
    start: 5,
    rules: ['SYN6'],
    days: 2,
    stores: 2,
    terminals: 1,
  },
  {
    name: 'what a fork brings is dropped',
    edits: [
      edit(
        'sync-server/streams/append-round.ts',
        'await draft.quarantineFork(',
        '((..._: unknown[]) => ({ taken: 0, complete: true }))(',
      ),
    ],
    start: 5,
    rules: ['SYN3'],
    only: ['a backup of a till is taken', 'a till is restored', 'a till is cut off'],
    days: 2,
    terminals: 2,
  },
  {
    name: 'what cannot be posted is nowhere to be seen',
    edits: [
      notUnderstood,
      edit(
        'shared/posting/posting.ts',
        "if (fault === null) return 'posted';",
        "if (fault !== null) return 'quarantined';\n  if (fault === null) return 'posted';",
      ),
    ],
    notUnderstood: ['shift.closed'],
    rules: ['SYN4'],
    ...small,
  },
  {
    name: 'a second window sells too',
    edits: [edit('renderer/till/lifecycle.ts', 'await lock.tryAcquire()', '(() => {})')],
    start: 4,
    rules: ['JRN3', 'JRN5', 'SYN7', 'SYN2', 'SYN10', 'JRN2', 'JRN4'],
    only: ['a second window is opened'],
    days: 1,
    terminals: 2,
  },
  {
    name: 'what only the second copy has is not put back',
    edits: [
      edit(
        'renderer/till/journal/second-copy.ts',
        'if (range.value.last > 0 && (',
        'if (range.value.last < 0 && (',
      ),
    ],
    start: 2,
    rules: ['JRN6'],
    only: ['an IndexedDB is emptied', 'a till is cut off'],
    days: 2,
    terminals: 2,
  },
  {
    name: 'the second copy is not written before a sale is told of',
    edits: [edit('renderer/till/station.ts', 'await this.#parts.copy?.follow(committed.value);', '')],
    rules: ['JRN6'],
    ...small,
  },
  {
    name: 'a sleep does not unbound the clock',
    edits: [edit('shared/domain/till-clock.ts', 'if (hasSlept(lead, now)) {', 'if (lead === null) {')],
    rules: ['DRW1', 'SYN8'],
    only: ['a machine sleeps', 'a till is cut off'],
    days: 3,
    terminals: 2,
  },
];
