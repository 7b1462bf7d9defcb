import { describe, expect, test } from 'vitest';
import {
  nothingTyped,
  parseCommand,
  type TypedCommand,
  type Typing,
  typeKey,
} from '../../renderer/register/keys/typed-numbers.ts';

function typed(keys: string, games: number, everyMs = 600): TypedCommand[] {
  let typing: Typing = nothingTyped;
  return [...keys].map((key, index) => {
    const step = typeKey(typing, key, games, index * everyMs);
    if (!step) throw new Error(`${key} is not typed`);
    typing = step.typing;
    return step.command;
  });
}

const add = (game: number, times = 1, goesOn = false) => ({ do: 'add', game, times, goesOn });
const wait = { do: 'wait' };
const recall = { do: 'recall' };

describe('numbers typed at the sell screen', () => {
  test.each([
    ['a game sells at once', '1', 5, [add(1)]],
    ['each digit is a game of its own', '12', 5, [add(1), add(2)]],
    ['3*1 takes game 3 back and adds three of game 1', '3*1', 5, [add(3), recall, add(1, 3)]],
    ['the count holds for one number only', '3*12', 5, [add(3), recall, add(1, 3), add(2)]],
    [
      'of digits that come one by one only the last is the count',
      '13*1',
      5,
      [add(1), add(3), recall, add(1, 3)],
    ],
    ['* without a number means nothing', '*1', 5, [wait, add(1)]],
    ['0*1 counts nothing', '0*1', 5, [add(0), wait, add(1)]],
    ['a second * begins anew', '3**1', 5, [add(3), recall, wait, add(1)]],
    ['ten games have two digits each', '0103', 10, [wait, add(1), wait, add(3)]],
    ['a count of one digit among two-digit games', '3*01', 12, [wait, wait, wait, add(1, 3)]],
    ['a count of two digits among two-digit games', '12*01', 12, [wait, add(12), recall, wait, add(1, 12)]],
  ])('%s', (_title, keys, games, commands) => {
    expect(typed(keys, games)).toEqual(commands);
  });

  test.each([
    ['12*1 is twelve of game 1', '12*1', 5, [add(1), add(2, 1, true), recall, add(1, 12)]],
    [
      '120*1 is a hundred and twenty',
      '120*1',
      5,
      [add(1), add(2, 1, true), add(0, 1, true), recall, add(1, 120)],
    ],
    [
      'the game after a count begins no count',
      '2*13*1',
      5,
      [add(2), recall, add(1, 2), add(3), recall, add(1, 3)],
    ],
  ])('in one go: %s', (_title, keys, games, commands) => {
    expect(typed(keys, games, 150)).toEqual(commands);
  });

  test('other keys are not typed', () => {
    for (const key of ['Enter', 'a', '+', 'F2', '']) expect(typeKey(nothingTyped, key, 5, 0)).toBeNull();
  });
});

test.each([
  ['1', { is: 'game', game: 1, times: 1 }],
  [' 3*1 ', { is: 'game', game: 1, times: 3 }],
  ['٣*１', { is: 'game', game: 1, times: 3 }],
  ['12x5', { is: 'game', game: 5, times: 12 }],
  ['9', { is: 'code', code: '9' }],
  ['NY1P-M140-0G9', { is: 'code', code: 'NY1P-M140-0G9' }],
  ['', { is: 'code', code: '' }],
])('the command field reads “%s”', (text, command) => {
  expect(parseCommand(text, 5)).toEqual(command);
});
