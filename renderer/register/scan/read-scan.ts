import { serialDigits } from '../../../shared/domain/serial-digits.ts';
import { parseTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { PrintedSerial, TillView } from '../../till/api.ts';
import { bare, type Held, heldBatches, hyphenated, likeOneHeld, restAfter } from './batch-codes.ts';
import { batchNotReceived, fitsSeveral, wrongDigits } from './scan-refusals.ts';

interface Batch {
  readonly lottery: Lottery;
  readonly batchNumber: string;
}

/** What a code may be, with what was read out of it. */
interface ScanContents {
  readonly ticket: object;
  /** A scratch ticket out of a batch that is on hand. */
  readonly instant: { readonly lottery: Lottery; readonly printed: PrintedSerial };
  readonly batch: Batch;
  /** It means something that cannot be done, or more than one thing: the refusal says what to do instead. */
  readonly refused: {
    readonly refusal: Refusal;
    /** Where it is a scratch ticket of a batch that this store has still to receive. */
    readonly toReceive: Batch | null;
  };
  /** Nothing that the till's documents know. */
  readonly unknown: object;
}

export type ScanKind = keyof ScanContents;

export type Scanned<K extends ScanKind = ScanKind> = {
  readonly [Kind in K]: { readonly is: Kind } & ScanContents[Kind];
}[K];

/**
 * What a scanned code is, by what the till holds and nothing else: a ticket number of the own store; a batch on hand,
 * for instant games with a ticket's digits after it; a parcel's `game code-batch number`; another store's ticket.
 * A code counts as a whole, never by its beginning, and what fits two batches is refused. Case does not matter, a space
 * is a hyphen, and all hyphens may be lacking, since printers and scanners differ in them.
 */
export function readScan(
  code: string,
  { lotteries, inventory, store }: Pick<TillView, 'lotteries' | 'inventory' | 'store'>,
): Scanned {
  const ticket = parseTicketNumber(code);
  if (ticket.ok && ticket.value.storeCode === store.code) return { is: 'ticket' };
  const held = heldBatches(lotteries, inventory);
  const text = hyphenated(code);
  return (
    onHand(text, held) ??
    wrongLength(text, held) ??
    notReceived(text, held) ??
    parcel(code, lotteries, held) ??
    (ticket.ok ? { is: 'ticket' } : { is: 'unknown' })
  );
}

function onHand(text: string, held: readonly Held[]): Scanned<'instant' | 'batch' | 'refused'> | null {
  const fitting = held.flatMap((one) => {
    const read = readAs(text, one);
    return read ? [{ read, one }] : [];
  });
  const refusal = fitsSeveral(fitting.map(({ one }) => one));
  return fitting.length > 1 ? { is: 'refused', refusal, toReceive: null } : (fitting[0]?.read ?? null);
}

/** The whole code as this batch, or as one of its tickets. */
function readAs(text: string, { batch, lottery, names }: Held): Scanned<'instant' | 'batch'> | null {
  for (const name of names) {
    const rest = restAfter(name, text);
    if (rest === '') return { is: 'batch', lottery, batchNumber: batch.batch_number };
    if (rest !== null && isNumber(rest) && rest.length === serialDigits(batch) && lottery.kind === 'instant')
      return { is: 'instant', lottery, printed: { batchId: batch._id, serial: Number(rest) } };
  }
  return null;
}

/** A ticket of a batch on hand with digits too many or too few: which ticket is meant would be a guess. */
function wrongLength(text: string, held: readonly Held[]): Scanned<'refused'> | null {
  const meant = held.find(
    ({ lottery, names }) =>
      lottery.kind === 'instant' &&
      names.some((name) => text.startsWith(`${name}-`) && isNumber(text.slice(name.length + 1))),
  );
  return meant ? { is: 'refused', refusal: wrongDigits(meant.batch), toReceive: null } : null;
}

/** A ticket of a batch that is numbered like one on hand, and is not there. */
function notReceived(text: string, held: readonly Held[]): Scanned<'refused'> | null {
  const [, name = '', serial = ''] = /^(.+)-(\d+)$/.exec(text) ?? [];
  const like = likeOneHeld(name, serial, held);
  return like ? { is: 'refused', refusal: batchNotReceived(like), toReceive: like } : null;
}

/** A parcel that is still to be received: only with its game's code before the number can anyone know what it is. */
function parcel(code: string, lotteries: readonly Lottery[], held: readonly Held[]): Scanned<'batch'> | null {
  const [, game = '', batchNumber = ''] = /^([^-\s]+)[-\s](.{1,40})$/.exec(code.trim()) ?? [];
  const lottery = lotteries.find(
    ({ stock_mode, code }) => stock_mode !== 'none' && bare(code) === bare(game),
  );
  const isNew = !held.some(
    ({ batch }) => batch.lottery_id === lottery?._id && bare(batch.batch_number) === bare(batchNumber),
  );
  return lottery && isNew ? { is: 'batch', lottery, batchNumber: batchNumber.toUpperCase() } : null;
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);
