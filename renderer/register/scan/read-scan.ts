import { parseTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { PrintedSerial, TillView } from '../../local/api.ts';

export type Scanned =
  | { readonly is: 'ticket' }
  /** A scratch ticket out of a batch that is on hand; `serial` as printed, after the batch. */
  | { readonly is: 'instant'; readonly lottery: Lottery; readonly printed: PrintedSerial }
  | { readonly is: 'batch'; readonly lottery: Lottery; readonly batchNumber: string }
  /** Nothing that the till's documents know. */
  | { readonly is: 'unknown' };

/**
 * What a scanned code is, by what the till holds and nothing else: a ticket number of the own store; a batch on hand,
 * for instant games with a ticket's digits after it; a parcel's `game code-batch number`; another store's ticket.
 * Hyphens, spaces and case do not matter, since printers and scanners differ in them.
 */
export function readScan(
  code: string,
  { lotteries, inventory, store }: Pick<TillView, 'lotteries' | 'inventory' | 'store'>,
): Scanned {
  const ticket = parseTicketNumber(code);
  if (ticket.ok && ticket.value.storeCode === store.code) return { is: 'ticket' };
  return (
    onHand(code, lotteries, inventory) ??
    parcel(code, lotteries, inventory) ??
    (ticket.ok ? { is: 'ticket' } : { is: 'unknown' })
  );
}

/** Shortest batch numbers last: `SG-1` must not swallow `SG-10-003`. */
function onHand(
  code: string,
  lotteries: readonly Lottery[],
  inventory: readonly Inventory[],
): Scanned | null {
  const text = plain(code);
  const batches = inventory.toSorted((a, b) => b.batch_number.length - a.batch_number.length);
  for (const { _id, lottery_id, batch_number } of batches) {
    const lottery = lotteries.find(({ _id }) => _id === lottery_id);
    if (!lottery) continue;
    const rest = after(plain(batch_number), withoutGame(text, lottery)) ?? after(plain(batch_number), text);
    if (rest === '') return { is: 'batch', lottery, batchNumber: batch_number };
    if (rest && /^\d{3,6}$/.test(rest) && lottery.kind === 'instant')
      return { is: 'instant', lottery, printed: { batchId: _id, serial: Number(rest) } };
  }
  return null;
}

/** A parcel that is still to be received: only with its game's code before the number can anyone know what it is. */
function parcel(
  code: string,
  lotteries: readonly Lottery[],
  inventory: readonly Inventory[],
): Scanned | null {
  for (const lottery of lotteries) {
    const match = /^([^-\s]+)[-\s](.{1,40})$/.exec(code.trim());
    const [, game = '', batchNumber = ''] = match ?? [];
    const isNew = !inventory.some(({ batch_number }) => plain(batch_number) === plain(batchNumber));
    if (lottery.stock_mode !== 'none' && plain(game) === plain(lottery.code) && isNew)
      return { is: 'batch', lottery, batchNumber: batchNumber.toUpperCase() };
  }
  return null;
}

const plain = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

const after = (beginning: string, text: string): string | null =>
  beginning !== '' && text.startsWith(beginning) ? text.slice(beginning.length) : null;

const withoutGame = (text: string, { code }: Lottery): string => after(plain(code), text) ?? text;
