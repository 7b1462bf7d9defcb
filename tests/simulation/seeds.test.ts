import { describe, expect, test } from 'vitest';
import { simulateInProcess } from './simulate-process.ts';

const groups = 10;
const seedsPerGroup = 20;

// What is checked after every step or every few hours is in `checks`.
describe('random disasters', () => {
  for (let group = 0; group < groups; group++) {
    const start = 1 + group * seedsPerGroup;
    test(`seeds ${start} to ${start + seedsPerGroup - 1}`, { timeout: 600_000 }, async () => {
      expect(await simulateInProcess({ seeds: seedsPerGroup, start, days: 0.3, stores: 1 })).toEqual([]);
    });
  }

  test('three stores of five tills each', { timeout: 600_000 }, async () => {
    expect(await simulateInProcess({ seeds: 3, start: 401, days: 0.3, stores: 3, terminals: 5 })).toEqual([]);
  });
});
