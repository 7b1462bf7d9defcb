import { edit, type Mutation, notUnderstood, small } from './mutation.ts';

/** In the blocks of a stream and what they are written to. */
export const blocksBugs: readonly Mutation[] = [
  {
    name: 'an upload is answered before its block is durable',
    edits: [
      edit(
        'sync-server/streams/append.ts',
        'const outcome = await store.append(block)',
        'for (const answer of answers.values()) answer();\n      const outcome = await store.append(block)',
      ),
    ],
    rules: ['SYN1'],
  },
  {
    name: 'posting begins before the documents of the last block are written',
    edits: [edit('sync-server/streams/append.ts', 'await this.#context.store.writeDocuments(last);', '')],
    rules: ['SYN2'],
    only: ['nodes that crash again and again', 'a node crashes'],
    days: 2,
  },
  {
    name: 'the last block is trimmed',
    edits: [
      edit('sync-server/store/sqlite-blocks.ts', 'Math.min(before, last)', 'before'),
      edit('sync-server/streams/redo.ts', 'settings.keepDocumentsBlocks + 1', '-1'),
      edit('sync-server/streams/redo.ts', 'block.received_at < oldest', 'true'),
    ],
    store: 'sqlite',
    rules: ['SYN5', 'SYN7'],
    only: ['nodes that crash again and again'],
    days: 1,
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
];
