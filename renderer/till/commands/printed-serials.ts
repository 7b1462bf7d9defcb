import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import type { PrintedSerial } from '../api.ts';
import type { PlannedTicket } from './basket.ts';
import type { Desk } from './desk.ts';

/** So many of the newest tickets are looked through: the table finds tickets by number, not by serial. */
export const serialsLookedBack = 500;

/** As a ticket of a pack shows it. */
export const shownSerial = (serial: number): string => String(serial).padStart(3, '0');

/** Whether the batch has such a ticket; packs are counted from 0 or from 1. */
export function checkPrinted(
  batch: Inventory | null,
  lotteryId: string,
  { serial }: PrintedSerial,
): Result<void, Refusal<'stock.batch_unknown' | 'stock.serial_unknown'>> {
  if (batch?.lottery_id !== lotteryId)
    return refuse('stock.batch_unknown', 'This store does not have that batch.');
  const { from, to } = batch.number_range ?? { from: 0, to: batch.total_stock };
  if (serial >= from && serial <= to) return ok(undefined);
  return refuse(
    'stock.serial_unknown',
    `Batch ${batch.batch_number} has no ticket ${shownSerial(serial)}: it has ${batch.total_stock}. Scan it again.`,
    { batch: batch.batch_number, serial: shownSerial(serial), count: batch.total_stock },
  );
}

export const serialTwice = ({ serial }: PrintedSerial): Refusal<'stock.serial_twice'> => ({
  code: 'stock.serial_twice',
  message: `Ticket ${shownSerial(serial)} is in the basket already. Scan another one.`,
  values: { serial: shownSerial(serial) },
});

export const notNext = ({ serial }: PrintedSerial, next: number): Refusal<'stock.not_next'> => ({
  code: 'stock.not_next',
  message: `Ticket ${shownSerial(serial)} is not the next one of this till: that is ${shownSerial(next)}. Sell ${shownSerial(next)} first.`,
  values: { serial: shownSerial(serial), next: shownSerial(next) },
});

export const soldBefore = ({ serial }: PrintedSerial): Refusal<'stock.serial_sold'> => ({
  code: 'stock.serial_sold',
  message: `Ticket ${shownSerial(serial)} was sold at this store before. Keep it aside and tell a manager.`,
  values: { serial: shownSerial(serial) },
});

export const isSoldAs =
  ({ batchId, serial }: PrintedSerial) =>
  ({ batch_id, selection, status }: Pick<Ticket, 'batch_id' | 'selection' | 'status'>): boolean =>
    status !== 'cancelled' && batch_id === batchId && selection.serial === serial;

/** What was scanned is sold once: a printed ticket is a single piece of paper. */
export async function checkNotSold(
  { view }: Pick<Desk, 'view'>,
  planned: readonly PlannedTicket[],
): Promise<Result<void, Refusal<'stock.serial_sold'>>> {
  const printed = planned.flatMap((ticket) => ticket.printed ?? []);
  if (printed.length === 0) return ok(undefined);
  const sold = await view.newestTickets(serialsLookedBack);
  const again = printed.find((one) => sold.some(isSoldAs(one)));
  return again ? { ok: false, refusal: soldBefore(again) } : ok(undefined);
}
