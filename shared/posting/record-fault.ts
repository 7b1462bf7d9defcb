import type { MasterCollection } from '../journal/bodies/record.ts';
import { documentFault } from '../schema/check-document.ts';
import type { Lottery } from '../schema/lotteries.ts';
import { maxAmountMinor } from '../schema/scalars.ts';
import type { Store } from '../schema/stores.ts';

/** What is wrong with a master record by itself, or null: its shape, and what a shape cannot say. */
export function recordFault(collection: MasterCollection, record: Record<string, unknown>): string | null {
  const fault = documentFault(collection, { ...record, stream: 'chain', rev: 0 });
  if (fault) return fault;
  if (collection === 'stores') return zoneFault((record as unknown as Store).time_zone);
  if (collection === 'lotteries') return lotteryFault(record as unknown as Lottery);
  return null;
}

/** A lottery that passes can be drawn, picked and sold without a rule throwing at a till. */
function lotteryFault(lottery: Lottery): string | null {
  const zone = zoneFault(lottery.time_zone);
  if (zone) return zone;
  if (lottery.close_grace_minutes > lottery.cutoff_minutes)
    return 'lotteries: the close must come before the draw';
  // Twice: tax may be as much as the price.
  if (lottery.ticket_price < 0 || 2 * lottery.ticket_price * lottery.max_boards > maxAmountMinor)
    return 'lotteries: a ticket would cost what no entry can say';
  for (const pool of lottery.pools) {
    const numbers = pool.to - pool.from + 1;
    if (numbers < 1 || (!pool.repeats && pool.pick > numbers)) {
      return `lotteries: pool ${pool.name} has not ${pool.pick} numbers to pick`;
    }
  }
  if (lottery.kind === 'draw' && lottery.pools.length === 0)
    return 'lotteries: a draw game needs a number pool';
  if (lottery.kind === 'instant' && lottery.draw_time !== null)
    return 'lotteries: an instant game has no draw';
  return lottery.draw_dates.every(isDate) ? null : 'lotteries: a draw date that no calendar has';
}

function zoneFault(timeZone: string): string | null {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return null;
  } catch {
    return `no time zone ${timeZone}`;
  }
}

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
