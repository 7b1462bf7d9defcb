import type { Lottery } from '../schema/lotteries.ts';

type Placed = Pick<Lottery, '_id' | 'position' | 'code'>;

/**
 * The chain's order of its games, which gives them their keys. Two at one place stand by code, compared as code points:
 * a language's order would differ from till to till.
 */
export const inGameOrder = <T extends Placed>(lotteries: readonly T[]): T[] =>
  lotteries.toSorted((a, b) => a.position - b.position || compare(a.code, b.code) || compare(a._id, b._id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
