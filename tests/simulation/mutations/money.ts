import { edit, type Mutation, small } from './mutation.ts';

/** In amounts, drawers and totals. */
export const moneyBugs: readonly Mutation[] = [
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
        "documents.put('shifts', addRefund(totals, shift, { method, total, rounded: givenBeside, isMisprint }));",
        '',
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
];
