import type { Envelope } from '../../shared/journal/entry.ts';
import type { BodyOf } from '../../shared/journal/kinds.ts';
import { must } from '../../shared/result.ts';
import { batchOf, type LotteryTerms } from './games.ts';
import type { Journal } from './journal.ts';

export function receiveBatch(
  maker: Journal,
  lottery: LotteryTerms,
  quantity: number,
  other: Partial<BodyOf<'stock.received'>> = {},
): Envelope {
  return maker.make('stock.received', {
    batch_id: batchOf(lottery),
    lottery_id: lottery.id,
    quantity,
    number_range: lottery.stock === 'range' ? { from: 1, to: quantity } : null,
    ...other,
  });
}

/** `quantity` of the pool to each till, of a numbered batch `from` this number on. */
export const grantTo = (
  maker: Journal,
  lottery: LotteryTerms,
  shares: readonly { readonly till: Journal; readonly quantity: number; readonly from?: number }[],
): Envelope =>
  maker.make('stock.granted', {
    batch_id: batchOf(lottery),
    lottery_id: lottery.id,
    grants: shares.map(({ till, quantity, from }) => ({
      device_id: till.device_id,
      epoch: till.epoch,
      quantity,
      ranges: from === undefined ? [] : [{ from, to: from + quantity - 1 }],
    })),
  });

export function closeDraw(maker: Journal, lottery: LotteryTerms, draw = 0): Envelope {
  const draw_date = must(lottery.draws[draw], 'draw');
  return maker.make('draw.closed', {
    lottery_id: lottery.id,
    draw_date,
    cutoff_at: draw_date,
    close_at: draw_date,
  });
}
