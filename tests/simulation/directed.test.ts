import { describe, expect, test } from 'vitest';
import { mongoOfThisRun } from '../provide/mongo.ts';
import { failedSeeds } from './failed-seeds.ts';
import { notUnderstood } from './mutations/mutation.ts';
import { retentionDisasters, shortRetention } from './mutations/retention.ts';
import { digestsInProcess, simulateInProcess } from './simulate-process.ts';

/** What strikes is only this, about once an hour. */
const isBearable = (only: readonly string[]) => async () =>
  expect(await simulateInProcess({ seeds: 4, start: 301, days: 1, stores: 1, only })).toEqual([]);
const long = { timeout: 600_000 };

describe('directed disasters, hour by hour', () => {
  test(
    '[SYN12] restored databases',
    long,
    isBearable(['a backup of the database is taken', 'the database is restored', 'a till is cut off']),
  );

  test(
    '[JRN5] [SYN3] restored, emptied and copied tills',
    long,
    isBearable([
      'a backup of a till is taken',
      'a till is restored',
      'an IndexedDB is emptied',
      'a disk is cloned',
      'a power cut',
    ]),
  );

  test(
    '[SYN2] [SYN11] nodes that crash and are slow',
    long,
    isBearable(['nodes that crash again and again', 'a node is slow']),
  );

  test(
    '[JRN3] [SYN2] second windows, a network that cuts, loses and delays',
    long,
    isBearable(['a second window is opened', 'bad weather', 'a store is cut off']),
  );

  test(
    '[SYN8] [SYN10] clocks and disks',
    long,
    isBearable([
      'a wall clock jumps',
      'a machine sleeps',
      'a disk refuses',
      'a register that crashes again and again',
    ]),
  );
});

describe('directed runs', () => {
  test('[JRN4] a journal that keeps entries for an hour only lets go of nothing that is not contained', {
    timeout: 600_000,
  }, async () => {
    const ask = { edits: shortRetention, only: retentionDisasters };
    expect(await simulateInProcess({ seeds: 4, start: 601, days: 1, stores: 1, ...ask })).toEqual([]);
  });

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
