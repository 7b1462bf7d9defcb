import { allotmentOf, availableTo, unallotted } from '../../../shared/posting/allotments.ts';
import { type Refusal, refuse } from '../../../shared/result.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Desk } from './desk.ts';

type Holding = Pick<Desk, 'view' | 'papers'>;

/** One ticket out of a share. */
export interface Taken {
  readonly batch_id: string;
  readonly serial: number | null;
}

/** The lottery's batches, oldest first: that is the order in which they are sold. */
export const batchesOf = ({ view }: Holding, lotteryId: string): Inventory[] =>
  view
    .all('inventory')
    .filter((batch) => batch.lottery_id === lotteryId)
    .sort((a, b) => (`${a.created_at}${a._id}` < `${b.created_at}${b._id}` ? -1 : 1));

/** What this epoch of this till may still sell of a lottery (STK1). */
export const availableHere = (holding: Holding, lotteryId: string): number =>
  batchesOf(holding, lotteryId).reduce((sum, batch) => sum + availableTo(batch, holding.papers), 0);

/** The next number of this till's own share. */
export function nextSerial(holding: Holding, lotteryId: string): number | null {
  const [first] = sharesOf(holding, lotteryId);
  return first?.tickets.next().value?.serial ?? null;
}

/**
 * Takes tickets out of this till's shares one by one, lowest number first, or out of the batch that is asked for; null
 * where there is none left.
 */
export function takeFrom(holding: Holding, lotteryId: string): (batchId?: string) => Taken | null {
  const shares = sharesOf(holding, lotteryId);
  return (batchId) => {
    for (const { batch, tickets } of shares) {
      if (batchId !== undefined && batch._id !== batchId) continue;
      const next = tickets.next();
      if (!next.done) return next.value;
    }
    return null;
  };
}

function sharesOf(holding: Holding, lotteryId: string) {
  return batchesOf(holding, lotteryId)
    .filter((batch) => availableTo(batch, holding.papers) > 0)
    .map((batch) => ({ batch, tickets: ticketsOf(batch, holding) }));
}

function* ticketsOf(batch: Inventory, { papers }: Holding): Generator<Taken, undefined> {
  let left = availableTo(batch, papers);
  if (batch.number_range === null) {
    for (; left > 0; left--) yield { batch_id: batch._id, serial: null };
    return;
  }
  for (const range of allotmentOf(batch, papers).ranges) {
    for (let serial = range.from; serial <= range.to && left > 0; serial++, left--)
      yield { batch_id: batch._id, serial };
  }
}

/** Says what is left here, and where the rest is. */
export function shortStock(holding: Holding, lottery: Lottery): Refusal<'stock.short'> {
  const here = availableHere(holding, lottery._id);
  const batches = batchesOf(holding, lottery._id);
  const elsewhere = holding.view
    .all('pos_devices')
    .filter((device) => device._id !== holding.papers.device_id)
    .map((device) => ({
      name: device.name,
      count: batches.reduce(
        (sum, b) => sum + availableTo(b, { device_id: device._id, epoch: device.epoch }),
        0,
      ),
    }))
    .filter(({ count }) => count > 0);
  const pool = batches.reduce((sum, batch) => sum + unallotted(batch), 0);
  const game = lottery.name;
  if (elsewhere.length > 0) {
    return refuse('stock.short', { context: 'elsewhere', count: here, game, places: elsewhere }).refusal;
  }
  return pool > 0
    ? refuse('stock.short', { context: 'pool', count: here, game, pool }).refusal
    : refuse('stock.short', { context: 'none', count: here, game }).refusal;
}
