import type { NumberPool } from '../schema/lotteries.ts';
import type { Board } from '../schema/tickets.ts';

/** A uniform whole number from 0 to `below` − 1. */
export type RandomInt = (below: number) => number;

/**
 * A uniform `RandomInt` from `crypto.getRandomValues` (or what fills an array as well). Values beyond the last full
 * multiple of `below` are drawn again: a plain remainder would favour small numbers.
 */
export function cryptoRandomInt(getRandomValues: (array: Uint32Array<ArrayBuffer>) => unknown): RandomInt {
  return (below) => {
    if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) throw new Error(`no number below ${below}`);
    const limit = 2 ** 32 - (2 ** 32 % below);
    const cell = new Uint32Array(1);
    for (;;) {
      getRandomValues(cell);
      const value = cell[0] ?? 0;
      if (value < limit) return value % below;
    }
  };
}

/** A board picked by chance: every combination (every sequence, where a pool repeats) is equally likely. */
export function quickPick(pools: readonly NumberPool[], randomInt: RandomInt): Board {
  return { numbers: pools.map((pool) => pickFrom(pool, randomInt)), quick_pick: true };
}

function pickFrom({ from, to, pick, repeats }: NumberPool, randomInt: RandomInt): number[] {
  const size = to - from + 1;
  if (repeats) return Array.from({ length: pick }, () => from + randomInt(size));
  if (pick > size) throw new Error(`${pick} numbers cannot be picked from ${from} to ${to}`);
  // Floyd's sampling: each subset is equally likely with exactly `pick` random numbers, however large the pool.
  const chosen = new Set<number>();
  for (let last = size - pick; last < size; last++) {
    const candidate = randomInt(last + 1);
    chosen.add(chosen.has(candidate) ? last : candidate);
  }
  return [...chosen].map((offset) => from + offset).sort((a, b) => a - b);
}
