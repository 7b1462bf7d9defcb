import type { DisasterName } from '../disaster-names.ts';
import type { Edit } from '../world/stand-ins.ts';
import { edit, type Mutation } from './mutation.ts';

/** Entries are let go after an hour in place of 35 days, which no simulated till lives to see. No bug. */
export const shortRetention: readonly Edit[] = [
  edit('renderer/till/journal/retention.ts', 'const keptDays = 35;', 'const keptDays = 1 / 24;'),
  edit(
    'renderer/till/journal/retention.ts',
    'instantMs(newest.at) + dayMs',
    'instantMs(newest.at) + hourMs / 6',
  ),
  edit('renderer/till/sync/sync.ts', 'const tidyEveryMs = 3_600_000;', 'const tidyEveryMs = 60_000;'),
];

/** All that a till may meet but a restored database: its backup would be older than what is kept. */
export const retentionDisasters: readonly DisasterName[] = [
  'a till is cut off',
  'bad weather',
  'a register crashes',
  'a power cut',
  'a disk refuses',
  'a node is slow',
];

const short = { only: retentionDisasters, days: 1, terminals: 2 } as const;

/** In what a till lets go of its journal. */
export const retentionBugs: readonly Mutation[] = [
  {
    name: 'entries are let go by what was acknowledged, not by what the pulled documents contain',
    edits: [
      ...shortRetention,
      edit('renderer/till/journal/retention.ts', 'Math.min(head.seq, acked.seq)', 'acked.seq'),
    ],
    rules: ['JRN4'],
    ...short,
    // Answers that are under way for hours: what they bring is old by then.
    only: ['bad weather'],
    days: 2,
  },
  {
    name: 'the last entry of a chain is let go as well',
    edits: [
      ...shortRetention,
      edit('renderer/till/journal/retention.ts', 'remove(epoch, first - 1)', 'remove(epoch, first)'),
      edit('renderer/till/journal/journal.ts', 'Math.min(to + 1, this.end(epoch).seq)', 'to + 1'),
    ],
    rules: ['JRN4'],
    ...short,
  },
];
