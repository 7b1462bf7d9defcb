import { edit, type Mutation, small } from './mutation.ts';

/** On the way down: the feed, snapshots, and the view that stands on them. */
export const feedBugs: readonly Mutation[] = [
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
    name: 'a snapshot is replayed from the block after its start',
    edits: [edit('renderer/till/sync/snapshot.ts', 'Math.max(1, start.position)', 'start.position + 1')],
    start: 15,
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
    name: 'a restored database is taken for the one before',
    edits: [
      edit(
        'sync-server/streams/feed.ts',
        'block?.position === cursor.position && block.nonce === cursor.nonce',
        'block?.position === cursor.position',
      ),
    ],
    rules: ['SYN11', 'SYN12'],
    only: ['a backup of the database is taken', 'the database is restored'],
    days: 3,
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
    rules: ['SYN7', 'STK1'],
  },
];
