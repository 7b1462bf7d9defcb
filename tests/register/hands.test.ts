import { expect, test } from 'vitest';
import { heardKey, noHands } from '../../renderer/register/touch-keyboard/hands.ts';

const heard = (...keys: readonly (readonly [key: string, atMs: number])[]) =>
  keys.reduce((hands, [key, atMs]) => heardKey(hands, key, atMs), noHands).haveKeyboard;

test.each([
  [
    'a scan',
    [
      ['A', 0],
      ['B', 4],
      ['1', 8],
      ['Enter', 12],
    ],
    false,
  ],
  [
    'a slow scanner, its Enter late',
    [
      ['A', 0],
      ['B', 35],
      ['1', 70],
      ['Enter', 300],
    ],
    false,
  ],
  [
    'one scan after another',
    [
      ['A', 0],
      ['B', 4],
      ['Enter', 8],
      ['A', 900],
      ['B', 904],
      ['Enter', 908],
    ],
    false,
  ],
  [
    'a capital of a scanner',
    [
      ['Shift', 0],
      ['A', 1],
      ['Shift', 5],
      ['B', 6],
    ],
    false,
  ],
  [
    'typing',
    [
      ['a', 0],
      ['b', 180],
    ],
    true,
  ],
  ['a key that no scanner has', [['F2', 0]], true],
  ['a correction', [['Backspace', 0]], true],
] as const)('%s: tells of a keyboard, or not', (_title, keys, expected) => {
  expect(heard(...keys)).toBe(expected);
});
