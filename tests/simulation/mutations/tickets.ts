import { edit, type Mutation, small } from './mutation.ts';

/** Checkpoints within seconds of a sale, so that most starts of a till that is cut off find one. No bug. */
const quickCheckpoints = [
  edit('renderer/till/view/checkpoint.ts', 'const afterSaleMs = 30_000;', 'const afterSaleMs = 100;'),
  edit('renderer/till/view/checkpoint.ts', 'const betweenWritesMs = 20_000;', 'const betweenWritesMs = 10;'),
];

/** In tickets, their draws, and the time and number that they may be sold for. */
export const ticketsBugs: readonly Mutation[] = [
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
    name: 'a sleep does not unbound the clock',
    edits: [edit('shared/domain/till-clock.ts', 'if (hasSlept(lead, now)) {', 'if (lead === null) {')],
    rules: ['DRW1', 'SYN8'],
    only: ['a machine sleeps', 'a till is cut off'],
    days: 3,
    terminals: 2,
  },
  {
    name: 'what was sold offline counts twice after a start from a checkpoint',
    edits: [
      ...quickCheckpoints,
      edit('renderer/till/sync/contact.ts', '(isCounted ? kept.seq : seq) + 1', 'seq + 1'),
    ],
    rules: ['DRW4'],
    only: ['a till is cut off', 'a register crashes'],
    days: 2,
    terminals: 2,
  },
  {
    name: 'what was sold offline before a checkpoint is forgotten at a start',
    edits: [
      ...quickCheckpoints,
      edit('renderer/till/sync/contact.ts', 'isCounted ? kept.sold.map(soldOf) : []', '[]'),
    ],
    rules: ['DRW4'],
    only: ['a till is cut off', 'a register crashes'],
    days: 2,
    terminals: 2,
  },
];
