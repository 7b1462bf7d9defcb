import { batchId } from '../../shared/posting/keys.ts';
import { idOf } from '../kit/ids.ts';
import { storeId } from './journal.ts';

export interface LotteryTerms {
  readonly id: string;
  readonly price: number;
  readonly tax_rate_bp: number;
  readonly stock: 'none' | 'count' | 'range';
  readonly draws: readonly string[];
}

export const drawGame: LotteryTerms = {
  id: idOf('a', 1),
  price: 200,
  tax_rate_bp: 825,
  stock: 'none',
  draws: ['2026-11-25T01:00:00.000Z', '2026-11-28T01:00:00.000Z'],
};
export const scratch: LotteryTerms = {
  id: idOf('a', 2),
  price: 500,
  tax_rate_bp: 0,
  stock: 'count',
  draws: [],
};
export const otherScratch: LotteryTerms = { ...scratch, id: idOf('a', 4), price: 101, tax_rate_bp: 1_000 };
export const raffle: LotteryTerms = {
  id: idOf('a', 3),
  price: 1_000,
  tax_rate_bp: 700,
  stock: 'range',
  draws: ['2026-12-24T17:00:00.000Z'],
};
export const lotteries = [drawGame, scratch, raffle, otherScratch] as const;

export const batchOf = (lottery: LotteryTerms, n = 1): string => batchId(storeId, lottery.id, `B-${n}`);
