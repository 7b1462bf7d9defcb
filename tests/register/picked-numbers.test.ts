import { describe, expect, it } from 'vitest';
import { pickedNumbers, withNumberToggled } from '../../renderer/register/sell/picked-numbers.ts';
import { parseNumbers } from '../../shared/domain/numbers.ts';

const pools = [
  { name: 'Numbers', pick: 3, from: 1, to: 69, repeats: false },
  { name: 'Ball', pick: 1, from: 1, to: 26, repeats: false },
];

describe('numbers touched in', () => {
  it.each([
    ['', [[], []]],
    ['4 11', [[4, 11], []]],
    ['4 11 19 7', [[4, 11, 19], [7]]],
    ['4 + 7', [[4], [7]]],
    ['+ 7', [[], [7]]],
  ])('“%s” has picked %j', (text, picked) => {
    expect(pickedNumbers(pools, text)).toEqual(picked);
  });

  it('are what was typed, whatever their order, and go when touched again', () => {
    const touched = (...touches: (readonly [pool: number, number: number])[]) =>
      touches.reduce((text, [pool, number]) => withNumberToggled(pools, text, pool, number), '');
    const board = touched([1, 7], [0, 4], [0, 11], [0, 20], [0, 20], [0, 19]);
    expect(board).toBe('4 11 19 + 7');
    expect(parseNumbers(pools, board)).toMatchObject({ ok: true, value: { numbers: [[4, 11, 19], [7]] } });
    expect(touched([1, 7], [1, 7])).toBe('');
  });
});
