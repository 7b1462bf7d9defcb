import { describe, expect, test } from 'vitest';
import { simulateInProcess } from './simulate-process.ts';

const groups = 10;
const seedsPerGroup = 20;

// What is checked after every step or every few hours is in `checks`. Not here: JRN6, whose second copy is Electron's,
// and SYN13, as long as no kind of entry goes from one stream to another.
const journal = '[JRN1] [JRN2] [JRN3] [JRN4] [JRN5]';
const sync = '[SYN1] [SYN2] [SYN3] [SYN4] [SYN5] [SYN6] [SYN7] [SYN8] [SYN9] [SYN10] [SYN11] [SYN12]';
const money = '[MNY1] [MNY2] [MNY3] [MNY4] [SFT1] [SFT2]';
const stock = '[STK1] [STK2] [STK3] [TKT1] [TKT3] [DRW1] [DRW2]';

describe(`random disasters ${journal} ${sync} ${money} ${stock}`, () => {
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
