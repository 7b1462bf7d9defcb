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

  test('the same seed gives the same trace', { timeout: 120_000 }, async () => {
    expect(await simulateInProcess({ seeds: 3, start: 901, days: 0.5, twice: true })).toEqual([]);
  });

  for (const { why, ...ask } of failedSeeds) {
    test(`seed ${ask.start}: ${why}`, { timeout: 120_000 }, async () => {
      expect(await simulateInProcess({ seeds: 1, ...ask })).toEqual([]);
    });
  }
});
