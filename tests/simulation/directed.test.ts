import { describe, expect, test } from 'vitest';
import { mongoOfThisRun } from '../provide/mongo.ts';
import { failedSeeds } from './failed-seeds.ts';
import { notUnderstood } from './mutations.ts';
import { digestsInProcess, simulateInProcess } from './simulate-process.ts';

describe('directed disasters', () => {
  const bad = {
    '[SYN12] restored databases': [
      'a backup of the database is taken',
      'the database is restored',
      'a till is cut off',
    ],
    '[JRN5] [SYN3] restored, emptied and copied tills': [
      'a backup of a till is taken',
      'a till is restored',
      'an IndexedDB is emptied',
      'a disk is cloned',
      'a power cut',
    ],
    '[SYN2] [SYN11] nodes that crash and are slow': ['nodes that crash again and again', 'a node is slow'],
    '[JRN3] [SYN2] second windows, a network that cuts, loses and delays': [
      'a second window is opened',
      'bad weather',
      'a store is cut off',
    ],
    '[SYN8] [SYN10] clocks and disks': [
      'a wall clock jumps',
      'a machine sleeps',
      'a disk refuses',
      'a register that crashes again and again',
    ],
  };
  for (const [what, only] of Object.entries(bad)) {
    test(`${what}, hour by hour`, { timeout: 600_000 }, async () => {
      expect(await simulateInProcess({ seeds: 4, start: 301, days: 1, stores: 1, only })).toEqual([]);
    });
  }

  test('[SYN4] a server that is older than its registers keeps what it does not know, and goes on', {
    timeout: 120_000,
  }, async () => {
    const ask = { edits: [notUnderstood], notUnderstood: ['shift.closed'] };
    expect(await simulateInProcess({ seeds: 3, start: 501, days: 0.5, stores: 1, ...ask })).toEqual([]);
  });

  test('the same seed gives the same trace', { timeout: 120_000 }, async () => {
    expect(await simulateInProcess({ seeds: 3, start: 901, days: 0.5, twice: true })).toEqual([]);
  });

  for (const { why, ...ask } of failedSeeds) {
    test(`seed ${ask.start}: ${why}`, { timeout: 120_000 }, async () => {
      expect(await simulateInProcess({ seeds: 1, ...ask })).toEqual([]);
    });
  }
});

describe('one seed on every engine', () => {
  const mongo = mongoOfThisRun();
  const seed = { seeds: 1, start: 6, days: 0.12, terminals: 2, stores: 1 };
  const inMemory = (store: 'calls' | 'transactions') => digestsInProcess({ ...seed, store });

  test('[SYN9] SQLite has the same trace and documents as memory', { timeout: 120_000 }, async () => {
    expect(await digestsInProcess({ ...seed, store: 'sqlite' })).toEqual(await inMemory('transactions'));
  });

  test('[SYN9] MongoDB has the same trace and documents as memory', { timeout: 300_000 }, async ({
    skip,
  }) => {
    if ('skipped' in mongo) return skip(mongo.skipped);
    expect(await digestsInProcess({ ...seed, store: 'mongodb' })).toEqual(await inMemory('calls'));
  });
});
