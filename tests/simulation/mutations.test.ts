import { describe, expect, test } from 'vitest';
import { mutations } from './mutations.ts';
import { simulateInProcess } from './simulate-process.ts';

const mostSeeds = 20;

/** A simulation that finds nothing proves nothing: each of these bugs is planted, and has to be found. */
describe('a planted bug is caught', () => {
  for (const {
    name,
    edits,
    rules,
    only,
    notUnderstood = [],
    days = 1,
    terminals = 3,
    stores = 1,
    start = 1,
  } of mutations) {
    test(`[${rules.join('] [')}] ${name}`, { timeout: 300_000 }, async () => {
      const [caught] = await simulateInProcess({
        ...{ seeds: mostSeeds, start, days, terminals, stores, edits, notUnderstood, first: true },
        ...(only ? { only } : {}),
      });
      expect(caught, 'not caught').toBeDefined();
      expect(rules, caught?.message).toContain(caught?.rule);
    });
  }
});
