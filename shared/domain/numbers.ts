import { ok, type Refusal, type Result, refuse } from '../result.ts';
import type { NumberPool } from '../schema/lotteries.ts';
import type { Board } from '../schema/tickets.ts';

export type NumbersRefusal = Refusal<'numbers.wrong_count' | 'numbers.out_of_range' | 'numbers.repeated'>;

/**
 * Whether a board can be played: as many numbers of each pool as it asks for, within it, none twice unless the pool
 * allows it. Gives the board with its numbers in ascending order where the order does not count.
 */
export function checkBoard(pools: readonly NumberPool[], board: Board): Result<Board, NumbersRefusal> {
  if (board.numbers.length !== pools.length) return wrongCount(pools);
  const numbers: number[][] = [];
  for (const [index, pool] of pools.entries()) {
    const chosen = board.numbers[index] ?? [];
    const outside = chosen.find((n) => !Number.isInteger(n) || n < pool.from || n > pool.to);
    if (outside !== undefined) return outOfRange(String(outside), pool);
    const twice = chosen.find((n, at) => chosen.indexOf(n) !== at);
    if (twice !== undefined && !pool.repeats) {
      return refuse('numbers.repeated', { number: twice });
    }
    if (chosen.length !== pool.pick) return wrongCount(pools);
    numbers.push(pool.repeats ? [...chosen] : chosen.toSorted((a, b) => a - b));
  }
  return ok({ numbers, quick_pick: board.quick_pick });
}

/**
 * Numbers as typed: `4 11 19 23 38 44`, `4,11,19 + 7` (pools apart by `+`, or simply one after the other), `411` for
 * digits, `041119233844`. Gives a checked board that is not a quick pick.
 */
export function parseNumbers(pools: readonly NumberPool[], text: string): Result<Board, NumbersRefusal> {
  const words = text.split('+').map(wordsOf);
  const dealtOut = words.length === 1 && pools.length > 1 ? dealt(pools, words[0] ?? []) : words;
  const groups = dealtOut.map((group, index) => digitsApart(pools[index], group));
  const notNumber = groups.flat().find((word) => !/^\d{1,9}$/.test(word));
  if (notNumber !== undefined) {
    return refuse('numbers.out_of_range', { context: 'word', word: notNumber });
  }
  return checkBoard(pools, { numbers: groups.map((group) => group.map(Number)), quick_pick: false });
}

/** `4 11 19 + 7`; with the pools given, padded to equal width: `04 11 19 + 07`. */
export function formatBoard(board: Pick<Board, 'numbers'>, pools?: readonly NumberPool[]): string {
  return board.numbers
    .map((numbers, index) => {
      const width = String(pools?.[index]?.to ?? 0).length;
      return numbers.map((n) => String(n).padStart(width, '0')).join(' ');
    })
    .join(' + ');
}

const wordsOf = (text: string) => text.split(/[\s,;.\-/]+/).filter((word) => word !== '');

/** One list handed out to the pools in turn; what is left over goes to the last, where the count is then wrong. */
function dealt(pools: readonly NumberPool[], words: readonly string[]): string[][] {
  let from = 0;
  return pools.map((pool, index) => {
    const to = index === pools.length - 1 ? words.length : from + pool.pick;
    const own = words.slice(from, to);
    from = to;
    return own;
  });
}

/** `411` are three numbers in a pool of digits, `041119` in one of two digits each. */
function digitsApart(pool: NumberPool | undefined, words: readonly string[]): readonly string[] {
  const only = words.length === 1 ? words[0] : undefined;
  if (!only || !pool || pool.to > 99) return words;
  const width = pool.to <= 9 ? 1 : 2;
  return pool.pick * width === only.length ? (only.match(new RegExp(`.{${width}}`, 'g')) ?? words) : words;
}

function wrongCount(pools: readonly NumberPool[]) {
  return refuse('numbers.wrong_count', {
    pools: pools.map(({ pick, from, to }) => ({ pick, from, to })),
  });
}

const outOfRange = (number: string, pool: NumberPool) =>
  refuse('numbers.out_of_range', { number, from: pool.from, to: pool.to });

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
