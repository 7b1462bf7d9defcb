import type { Ask } from './simulate-process.ts';

/** Runs in which a rule was broken once. */
export const failedSeeds: readonly (Omit<Ask, 'seeds'> & { readonly why: string })[] = [
  {
    why: '[SYN7] a disk that failed right after the papers were written left the till unenrolled for good',
    start: 3090,
    days: 0.1,
    terminals: 2,
    stores: 2,
  },
  {
    why: '[SYN3] [SYN4] a branch larger than a block made the appender go round for ever',
    start: 4,
    days: 2.9,
    terminals: 3,
    stores: 1,
    only: ['a backup of a till is taken', 'a till is restored', 'a disk is cloned', 'a till is cut off'],
  },
  {
    why: '[SYN9] signs of life that stood in a document when it was posted are no difference',
    start: 77,
    days: 0.3,
    terminals: 1,
    stores: 1,
    store: 'sqlite',
  },
];
