import { describe, expect, test } from 'vitest';
import { failedSeeds } from './failed-seeds.ts';
import { simulateInProcess } from './simulate-process.ts';

const groups = 10;
const seedsPerGroup = 20;

describe('random disasters', () => {
  for (let group = 0; group < groups; group++) {
    const start = 1 + group * seedsPerGroup;
    test(`[JRN1] [JRN3] [JRN4] [JRN5] [SYN1] [SYN2] [SYN5] [SYN6] [SYN7] [SYN8] [SYN9] [SYN11] [SYN12] [MNY1] [MNY3] [STK1] [STK2] [TKT1] [TKT3] seeds ${start} to ${start + seedsPerGroup - 1}`, {
      timeout: 600_000,
    }, async () => {
      expect(await simulateInProcess({ seeds: seedsPerGroup, start, days: 0.3, stores: 1 })).toEqual([]);
    });
  }

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
    '[SYN8] [SYN10] clocks and disks': [
      'a wall clock jumps',
      'a disk refuses',
      'a register that crashes again and again',
    ],
  };
  for (const [what, only] of Object.entries(bad)) {
    test(`${what}, hour by hour`, { timeout: 600_000 }, async () => {
      expect(await simulateInProcess({ seeds: 4, start: 301, days: 1, stores: 1, only })).toEqual([]);
    });
  }

  test('the same seed gives the same trace', { timeout: 120_000 }, async () => {
    expect(await simulateInProcess({ seeds: 3, start: 901, days: 0.5, twice: true })).toEqual([]);
  });

  for (const { why, ...ask } of failedSeeds) {
    test(`seed ${ask.start}: ${why}`, { timeout: 120_000 }, async () => {
      expect(await simulateInProcess({ seeds: 1, ...ask })).toEqual([]);
    });
  }
});
