import { edit, type Mutation } from './mutation.ts';

/** On the way up: what a till sends, and what the server takes in. */
export const uploadBugs: readonly Mutation[] = [
  {
    name: 'what an older epoch still has is not sent',
    edits: [
      edit(
        'renderer/till/sync/shipper.ts',
        'const isOwing = of === current || this.#owed(of) > 0;\n      if (!isOwing && (',
        'const isOwing = of === current;\n      if (!isOwing && (true || ',
      ),
    ],
    start: 4,
    rules: ['SYN7'],
    only: ['a backup of a till is taken', 'a till is restored', 'a disk is cloned', 'a till is cut off'],
    days: 1,
    terminals: 2,
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
    start: 31,
    days: 0.7,
    terminals: 2,
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
    name: 'what is acknowledged is never less than it was',
    edits: [
      edit(
        'renderer/till/sync/shipper.ts',
        'if (acked?.seq !== head.seq) {',
        'if (!acked || acked.seq < head.seq) {',
      ),
    ],
    rules: ['SYN12'],
    only: ['a backup of the database is taken', 'the database is restored', 'a till is cut off'],
    days: 2,
  },
];
