import { cashRounding } from '../../shared/domain/cash-rounding.ts';
import { taxOf } from '../../shared/domain/money.ts';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import type { SaleCompleted, TicketCancelled, TicketLine } from '../../shared/journal/bodies/sale.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { must } from '../../shared/result.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { cancellationOf, saleOf, ticketLine } from '../kit/entries/sale-of.ts';
import { idOf } from '../kit/ids.ts';
import { batchOf, type LotteryTerms } from './games.ts';
import { type Journal, storeCode } from './journal.ts';

export const manager = idOf('c', 2);

export interface LineWish {
  readonly lottery: LotteryTerms;
  readonly draw?: number;
  readonly boards?: number;
  readonly batch_id?: string | null;
  readonly serial?: number | null;
  readonly other?: Partial<TicketLine>;
}

export function lineOf(till: Journal, n: number, wish: LineWish): TicketLine {
  const { lottery, boards = 1 } = wish;
  const price = lottery.price * boards;
  const draw_date = lottery.draws[(wish.draw ?? 0) % Math.max(1, lottery.draws.length)] ?? null;
  const before = (minutes: number) =>
    draw_date && new Date(Date.parse(draw_date) - minutes * 60_000).toISOString();
  return ticketLine({
    ticket_number: ticketNumber({ storeCode, tillNumber: till.tillNumber, seq: till.nextSeq, line: n }),
    lottery_id: lottery.id,
    draw_date,
    cutoff_at: before(60),
    close_at: before(45),
    selection: {
      boards:
        lottery.stock === 'none'
          ? Array.from({ length: boards }, () => ({ numbers: [[1, 2, 3, 4, 5, 6]], quick_pick: true }))
          : [],
      serial: wish.serial ?? null,
    },
    price,
    tax_rate_bp: lottery.tax_rate_bp,
    tax: taxOf(price, lottery.tax_rate_bp, 'half_up'),
    batch_id:
      wish.batch_id === undefined ? (lottery.stock === 'none' ? null : batchOf(lottery)) : wish.batch_id,
    ...wish.other,
  });
}

/** A currency without cents in cash. */
export const coins = { currency: 'CAD', currency_exponent: 2, denominations: null, cash_rounding_step: null };

/** As cash is paid in it. */
export function cashPaid(total: number): SaleCompleted['payment'] {
  const cash_rounding = must(cashRounding(total, 'cash', coins), 'rounding');
  return {
    method: 'cash',
    tendered: total + cash_rounding.amount + 300,
    change: 300,
    reference: null,
    cash_rounding,
  };
}

export function saleBody(
  till: Journal,
  shift_id: string,
  wishes: readonly LineWish[],
  other: Partial<SaleCompleted> = {},
): SaleCompleted {
  const lines = wishes.map((wish, n) => lineOf(till, n, wish));
  const sale = saleOf(lines, { shift_id });
  return {
    ...sale,
    transaction_id: `${till.tillNumber}-${till.nextSeq}`,
    payment: { ...sale.payment, tendered: sale.totals.total + 300, change: 300 },
    notify: [manager],
    ...other,
  };
}

export const sell = (
  till: Journal,
  shift_id: string,
  wishes: readonly LineWish[],
  other: Partial<SaleCompleted> = {},
): Envelope => till.seal('sale.completed', saleBody(till, shift_id, wishes, other));

export const cancel = (
  till: Journal,
  shift_id: string,
  ticket: Ticket,
  other: Partial<TicketCancelled> = {},
): Envelope => till.seal('ticket.cancelled', cancellationOf(ticket, { shift_id, ...other }));
