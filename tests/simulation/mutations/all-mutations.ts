import { blocksBugs } from './blocks.ts';
import { feedBugs } from './feed.ts';
import { journalBugs } from './journal.ts';
import { moneyBugs } from './money.ts';
import type { Mutation } from './mutation.ts';
import { retentionBugs } from './retention.ts';
import { stockBugs } from './stock.ts';
import { ticketsBugs } from './tickets.ts';
import { uploadBugs } from './upload.ts';

export const mutations: readonly Mutation[] = [
  ...journalBugs,
  ...retentionBugs,
  ...uploadBugs,
  ...blocksBugs,
  ...feedBugs,
  ...moneyBugs,
  ...stockBugs,
  ...ticketsBugs,
];
