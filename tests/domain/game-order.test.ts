import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inGameOrder } from '../../shared/domain/game-order.ts';
import { holds } from './laws.ts';

const game = fc.record({
  _id: fc.constantFrom('a', 'b', 'c'),
  position: fc.nat(3),
  code: fc.constantFrom('Ä', 'Z', 'a', 'É', 'z'),
});

test('the games stand in the order of the chain, whatever they are called', () => {
  const games = [
    { _id: 'a', position: 2, code: 'AAA' },
    { _id: 'b', position: 1, code: 'ZZZ' },
    { _id: 'c', position: 3, code: 'Ä' },
    { _id: 'd', position: 3, code: 'Z' },
  ];
  expect(inGameOrder(games).map(({ _id }) => _id)).toEqual(['b', 'a', 'd', 'c']);
});

test('it is the same at every till, in whatever order the games came down', () => {
  holds(
    fc.property(
      fc.uniqueArray(game, { selector: JSON.stringify }),
      fc.infiniteStream(fc.nat()),
      (games, random) => {
        const otherwise = games.map((one) => [random.next().value, one] as const).sort(([a], [b]) => a - b);
        expect(inGameOrder(otherwise.map(([, one]) => one))).toEqual(inGameOrder(games));
      },
    ),
  );
});
