import { shownSerial } from '../../../shared/domain/printed-serial.ts';
import { soldSerialId } from '../../../shared/posting/keys.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { PrintedSerial } from '../api.ts';
import type { Desk } from './desk.ts';

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

/** Whether this till knows the ticket to be sold: by itself, sent or not, or by another till of the store. */
export async function isSold(
  { view }: Pick<Desk, 'view'>,
  lotteryId: string,
  { batchId, serial }: PrintedSerial,
): Promise<boolean> {
  const sold = await view.get('sold_serials', soldSerialId(lotteryId, batchId, serial));
  return (sold?.tickets.length ?? 0) > 0;
}
