import { edit, type Mutation, small } from './mutation.ts';

/** In batches and the shares of tills. */
export const stockBugs: readonly Mutation[] = [
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
    rules: ['STK1', 'STK2'],
    only: ['an IndexedDB is emptied'],
    days: 2,
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
];
