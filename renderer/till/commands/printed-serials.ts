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
  if (batch?.lottery_id !== lotteryId) return refuse('stock.batch_unknown');
  const { from, to } = batch.number_range ?? { from: 0, to: batch.total_stock };
  if (serial >= from && serial <= to) return ok(undefined);
  return refuse('stock.serial_unknown', {
    batch: batch.batch_number,
    serial: shownSerial(serial),
    size: batch.total_stock,
  });
}

export const serialTwice = ({ serial }: PrintedSerial): Refusal<'stock.serial_twice'> =>
  refuse('stock.serial_twice', { serial: shownSerial(serial) }).refusal;

export const notNext = ({ serial }: PrintedSerial, next: number): Refusal<'stock.not_next'> =>
  refuse('stock.not_next', { serial: shownSerial(serial), next: shownSerial(next) }).refusal;

/** Whether this till knows the ticket to be sold: by itself, sent or not, or by another till of the store. */
export async function isSold(
  { view }: Pick<Desk, 'view'>,
  lotteryId: string,
  { batchId, serial }: PrintedSerial,
): Promise<boolean> {
  const sold = await view.get('sold_serials', soldSerialId(lotteryId, batchId, serial));
  return (sold?.tickets.length ?? 0) > 0;
}
