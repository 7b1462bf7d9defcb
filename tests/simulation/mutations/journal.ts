import { edit, type Mutation, small } from './mutation.ts';

/** In a till's journal and its second copy. */
export const journalBugs: readonly Mutation[] = [
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
    name: 'a second window sells too',
    edits: [edit('renderer/till/lifecycle.ts', 'await lock.tryAcquire()', '(() => {})')],
    start: 4,
    rules: ['SYN7', 'SYN12'],
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
];
