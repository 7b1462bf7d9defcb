import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkBoard,
  cryptoRandomInt,
  formatBoard,
  parseNumbers,
  quickPick,
} from '../../shared/domain/numbers.ts';
import type { NumberPool } from '../../shared/schema/lotteries.ts';
import { holds, seededValues } from './laws.ts';

const pool = (pick: number, from: number, to: number, repeats = false): NumberPool => ({
  name: 'main',
  pick,
  from,
  to,
  repeats,
});
const sixOf49 = [pool(6, 1, 49)];
const luckyFivePlusOne = [pool(5, 1, 50), pool(1, 1, 10)];
const dailyThree = [pool(3, 0, 9, true)];
const anyPools = fc.array(
  fc
    .record({
      pick: fc.integer({ min: 1, max: 8 }),
      from: fc.integer({ min: 0, max: 3 }),
      repeats: fc.boolean(),
    })
    .chain(({ pick, from, repeats }) =>
      fc.integer({ min: from + pick - 1, max: 60 }).map((to) => pool(pick, from, to, repeats)),
    ),
  { minLength: 1, maxLength: 3 },
);

/** Σ (seen − expected)² ⁄ expected. */
function chiSquare(counts: Map<string, number>, cells: number): number {
  const draws = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const expected = draws / cells;
  const missed = (cells - counts.size) * expected;
  return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, missed);
}

describe('quick pick', () => {
  // The bounds are the 99.9 % quantiles of chi-square with one degree of freedom less than there are cells.
  test.each([
    ['combination of 3 of 6', [pool(3, 1, 6)], 20, 43.8],
    ['combination of 5 of 6', [pool(5, 1, 6)], 6, 20.5],
    ['sequence of 2 digits', [pool(2, 0, 9, true)], 100, 148.2],
    ['pair of 2 of 4 and 1 of 3', [pool(2, 1, 4), pool(1, 1, 3)], 18, 40.8],
  ])('every %s is equally likely', (_, pools, cells, bound) => {
    const randomInt = cryptoRandomInt(seededValues(7));
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 40_000; draw++) {
      const key = formatBoard(quickPick(pools, randomInt));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(cells);
    expect(chiSquare(counts, cells)).toBeLessThan(bound);
  });

  test('gives a board that can be played as it stands', () => {
    const randomInt = cryptoRandomInt(seededValues(8));
    holds(
      fc.property(anyPools, (pools) => {
        const board = quickPick(pools, randomInt);
        expect(board.quick_pick).toBe(true);
        expect(checkBoard(pools, board)).toEqual({ ok: true, value: board });
      }),
    );
  });

  test('more numbers than there are cannot be picked', () => {
    expect(() => quickPick([pool(5, 1, 4)], () => 0)).toThrow();
  });
});

describe('random numbers', () => {
  test('values beyond the last full multiple are drawn again, so none is favoured', () => {
    // 2^32 is 6 more than a multiple of 10.
    const values = [2 ** 32 - 1, 2 ** 32 - 6, 2 ** 32 - 7];
    const asked = cryptoRandomInt((array) => {
      array[0] = values.shift() ?? 0;
    });
    expect(asked(10)).toBe(9);
    expect(values).toEqual([]);
  });

  test('lie below the bound, and come from the whole of it', () => {
    const randomInt = cryptoRandomInt(seededValues(9));
    const seen = new Set(Array.from({ length: 1_000 }, () => randomInt(49)));
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 49 }, (_, n) => n));
    expect(randomInt(1)).toBe(0);
    for (const below of [0, -1, 1.5, 2 ** 32 + 1]) expect(() => randomInt(below)).toThrow();
  });
});

describe('chosen numbers', () => {
  test.each([
    ['too few', sixOf49, [[1, 2, 3, 4, 5]], 'numbers.wrong_count'],
    ['too many', sixOf49, [[1, 2, 3, 4, 5, 6, 7]], 'numbers.wrong_count'],
    ['a pool missing', luckyFivePlusOne, [[1, 2, 3, 4, 5]], 'numbers.wrong_count'],
    ['a pool too many', sixOf49, [[1, 2, 3, 4, 5, 6], [1]], 'numbers.wrong_count'],
    ['below', sixOf49, [[0, 2, 3, 4, 5, 6]], 'numbers.out_of_range'],
    ['above', sixOf49, [[1, 2, 3, 4, 5, 50]], 'numbers.out_of_range'],
    ['broken', sixOf49, [[1.5, 2, 3, 4, 5, 6]], 'numbers.out_of_range'],
    ['twice the same', sixOf49, [[1, 2, 3, 4, 5, 5]], 'numbers.repeated'],
  ])('%s are refused', (_, pools, numbers, code) => {
    expect(checkBoard(pools, { numbers, quick_pick: false })).toMatchObject({ ok: false, refusal: { code } });
  });

  test('stand in ascending order, except where the order counts', () => {
    expect(checkBoard(sixOf49, { numbers: [[44, 4, 11, 38, 19, 23]], quick_pick: false })).toMatchObject({
      value: { numbers: [[4, 11, 19, 23, 38, 44]] },
    });
    expect(checkBoard(dailyThree, { numbers: [[7, 0, 7]], quick_pick: true })).toMatchObject({
      value: { numbers: [[7, 0, 7]], quick_pick: true },
    });
  });

  test.each([
    ['4 11 19 23 38 44', sixOf49, [[4, 11, 19, 23, 38, 44]]],
    ['44,38, 23;19-11.04', sixOf49, [[4, 11, 19, 23, 38, 44]]],
    ['4 11 19 23 44 + 7', luckyFivePlusOne, [[4, 11, 19, 23, 44], [7]]],
    ['4,11,19,23,44+7', luckyFivePlusOne, [[4, 11, 19, 23, 44], [7]]],
    ['4 11 19 23 44 7', luckyFivePlusOne, [[4, 11, 19, 23, 44], [7]]],
    ['4 1 1', dailyThree, [[4, 1, 1]]],
    ['411', dailyThree, [[4, 1, 1]]],
    ['041119233844', sixOf49, [[4, 11, 19, 23, 38, 44]]],
    ['0411192344 + 07', luckyFivePlusOne, [[4, 11, 19, 23, 44], [7]]],
  ])('%s is read', (text, pools, numbers) => {
    expect(parseNumbers(pools, text)).toEqual({ ok: true, value: { numbers, quick_pick: false } });
  });

  test.each([
    ['', sixOf49, 'numbers.wrong_count'],
    ['4 11 19', sixOf49, 'numbers.wrong_count'],
    ['4 11 19 23 44 7 8', luckyFivePlusOne, 'numbers.wrong_count'],
    ['4 11 + 19 23 44 7', luckyFivePlusOne, 'numbers.wrong_count'],
    ['4 11 19 23 38 x', sixOf49, 'numbers.out_of_range'],
    ['4 11 19 23 38 99', sixOf49, 'numbers.out_of_range'],
    ['4 11 19 23 38 38', sixOf49, 'numbers.repeated'],
    // What is wrong with a number is said before how many are missing.
    ['4 11 11', sixOf49, 'numbers.repeated'],
    ['4 99', sixOf49, 'numbers.out_of_range'],
    ['04111923384', sixOf49, 'numbers.out_of_range'],
  ])('“%s” is refused', (text, pools, code) => {
    expect(parseNumbers(pools, text)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('what is shown can be typed again, padded or not', () => {
    const randomInt = cryptoRandomInt(seededValues(10));
    holds(
      fc.property(anyPools, (pools) => {
        const { numbers } = quickPick(pools, randomInt);
        for (const shown of [formatBoard({ numbers }), formatBoard({ numbers }, pools)]) {
          expect(parseNumbers(pools, shown)).toEqual({ ok: true, value: { numbers, quick_pick: false } });
        }
      }),
    );
    expect(formatBoard({ numbers: [[4, 11, 19], [7]] })).toBe('4 11 19 + 7');
    expect(formatBoard({ numbers: [[4, 11, 19], [7]] }, luckyFivePlusOne)).toBe('04 11 19 + 07');
  });

  test('[SEC6] whatever is typed gives a board or a refusal', () => {
    holds(
      fc.property(fc.string(), (text) => {
        expect(parseNumbers(luckyFivePlusOne, text).ok).toBeTypeOf('boolean');
      }),
    );
  });
});
