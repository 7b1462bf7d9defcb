import { describe, expect, test } from 'vitest';
import { mutations } from './mutations/all-mutations.ts';
import { simulateInProcess } from './simulate-process.ts';

const mostSeeds = 20;

test('every planted bug is one of the product', () => {
  const files = mutations.flatMap(({ edits }) => edits.map(({ file }) => file));
  expect(files.filter((file) => !/^(renderer|shared|sync-server)\//.test(file))).toEqual([]);
});

/** A simulation that finds nothing proves nothing: each of these bugs is planted, and has to be found. */
describe('a planted bug is caught', () => {
  for (const { name, rules, only = [], ...more } of mutations) {
    test(`[${rules.join('] [')}] ${name}`, { timeout: 300_000 }, async () => {
      const ask = { seeds: mostSeeds, start: 1, days: 1, terminals: 3, stores: 1, ...more };
      const found = await simulateInProcess({ ...ask, only, until: rules });
      expect(
        found.filter(({ rule }) => rules.includes(rule)),
        `not caught; found were: ${found.map(({ message }) => message).join('\n')}`,
      ).not.toEqual([]);
    });
  }
});
