import { checkTender } from '../../../shared/domain/baskets.ts';
import { businessDayOf } from '../../../shared/domain/business-day.ts';
import { cashRounding, payableOf } from '../../../shared/domain/cash-rounding.ts';
import { objectIdOfEntry } from '../../../shared/domain/ids.ts';
import { sumMinor } from '../../../shared/domain/money.ts';
import { securityCode, securityCodeHash, ticketNumber } from '../../../shared/domain/ticket-number.ts';
import { maxReference, type SaleCompleted, type TicketLine } from '../../../shared/journal/bodies/sale.ts';
import { ticketIndex } from '../../../shared/posting/keys.ts';
import { must, ok, type Result, refuse } from '../../../shared/result.ts';
import { maxAmountMinor } from '../../../shared/schema/scalars.ts';
import type { BasketLine, CompletedSale, Payment } from '../api.ts';
import { type PlannedTicket, planBasket } from './basket.ts';
import {
  type Desk,
  type Making,
  openShiftOf,
  requirePermission,
  requireShift,
  settingsOf,
  storeOf,
} from './desk.ts';

/** Sells a basket: one entry, durable before anything is shown (JRN2). */
export async function sell(
  desk: Desk,
  lines: readonly BasketLine[],
  payment: Payment,
): Promise<Result<CompletedSale>> {
  let numbered: readonly NumberedTicket[] = [];
  // Within the commit, so that serial numbers are those of the stock that the entry before it left (STK1).
  const committed = await desk.commit('sale.completed', (making) => {
    const planned = checkSale(desk, lines);
    if (!planned.ok) return planned;
    numbered = numberTickets(desk, planned.value, making.seq);
    return saleOf(desk, numbered, payment, making);
  });
  if (!committed.ok) return committed;
  const { body, at, hash } = committed.value;
  const tickets = await Promise.all(
    numbered.map(async ({ lottery, securityCode }, n) => {
      const ticket = await desk.view.get('tickets', objectIdOfEntry(at, hash, ticketIndex(n)));
      return { ticket: must(ticket, 'ticket just sold'), lottery, securityCode, copy: null };
    }),
  );
  const { price, tax, total } = body.totals;
  return ok({ transactionId: body.transaction_id, tickets, price, tax, total, payment: body.payment, at });
}

/** Everything that `sell` would refuse but the payment. */
export function checkSale(desk: Desk, lines: readonly BasketLine[]): Result<readonly PlannedTicket[]> {
  const allowed = requirePermission(desk, 'tickets.sell');
  if (!allowed.ok) return allowed;
  const shift = requireShift(desk);
  if (!shift.ok) return shift;
  return planBasket(desk, lines);
}

function saleOf(
  desk: Desk,
  numbered: readonly NumberedTicket[],
  payment: Payment,
  { seq, reading }: Making,
): Result<SaleCompleted> {
  const { papers, posVersion } = desk;
  const lines = numbered.map(lineOf);
  const totals = {
    price: sumMinor(lines.map((line) => line.price)),
    tax: sumMinor(lines.map((line) => line.tax)),
    total: sumMinor(lines.map((line) => line.total)),
  };
  if (Math.max(totals.total, payment.tendered) > maxAmountMinor) {
    return refuse('payment.too_large');
  }
  const paid = checkPayment(desk, payment, totals.total);
  if (!paid.ok) return paid;
  const { method, tendered, reference } = payment;
  const cash_rounding = cashRounding(totals.total, method, settingsOf(desk));
  return ok({
    transaction_id: `${papers.store_code}-${papers.till_number}-${seq}`,
    shift_id: must(openShiftOf(desk), 'open shift')._id,
    ...businessDayOf(reading.now, storeOf(desk)),
    clock: reading.mark,
    payment: {
      method,
      tendered,
      change: paid.value.changeMinor,
      reference,
      ...(cash_rounding && { cash_rounding }),
    },
    rounding: settingsOf(desk).rounding,
    lines,
    totals,
    customer: null,
    notify: managersOf(desk),
    pos_version: posVersion,
  });
}

/** A ticket as the entry numbers it, with the code that its paper alone shows (TKT2). */
interface NumberedTicket extends PlannedTicket {
  readonly ticketNumber: string;
  readonly securityCode: string;
  /** The number of the slip's first ticket; null where the slip has no other. */
  readonly slipNumber: string | null;
}

function numberTickets(
  { papers, tillSecret }: Desk,
  planned: readonly PlannedTicket[],
  seq: number,
): readonly NumberedTicket[] {
  const numberOf = (line: number) =>
    ticketNumber({ storeCode: papers.store_code, tillNumber: papers.till_number, seq, line });
  const slips = new Map<number, string>();
  return planned.map((ticket, line) => {
    const number = numberOf(line);
    if (ticket.slip !== null && !slips.has(ticket.slip)) slips.set(ticket.slip, number);
    return {
      ...ticket,
      ticketNumber: number,
      securityCode: securityCode(number, tillSecret),
      slipNumber: ticket.slip === null ? null : (slips.get(ticket.slip) ?? null),
    };
  });
}

const lineOf = (ticket: NumberedTicket): TicketLine => ({
  kind: 'ticket',
  ticket_number: ticket.ticketNumber,
  security_code_hash: securityCodeHash(ticket.ticketNumber, ticket.securityCode),
  slip_number: ticket.slipNumber,
  lottery_id: ticket.lottery._id,
  draw_date: ticket.slot?.draw_date ?? null,
  cutoff_at: ticket.slot?.cutoff_at ?? null,
  close_at: ticket.slot?.close_at ?? null,
  selection: { boards: [...ticket.boards], serial: ticket.serial },
  price: ticket.price,
  tax_rate_bp: ticket.lottery.sales_tax_bp,
  tax: ticket.tax,
  total: ticket.total,
  batch_id: ticket.batch_id,
  terms_from: ticket.lottery.terms_from,
});

function checkPayment(desk: Desk, payment: Payment, total: number): Result<{ readonly changeMinor: number }> {
  const { reference } = payment;
  if (reference !== null && (reference.length > maxReference || !reference.isWellFormed())) {
    return refuse('payment.reference', { max: maxReference });
  }
  switch (payment.method) {
    case 'wallet':
      return refuse('payment.wallet');
    case 'card':
      return payment.tendered === total ? ok({ changeMinor: 0 }) : refuse('payment.card_amount');
    case 'cash':
      return storeOf(desk).store_type === 'digital'
        ? refuse('payment.no_cash')
        : checkTender(payableOf(total, 'cash', settingsOf(desk)), payment.tendered);
    default:
      return payment.method satisfies never;
  }
}

/** Who is told when stock falls low (STK3). */
function managersOf({ view, papers }: Desk): string[] {
  return view
    .all('users')
    .filter((user) => user.role === 'manager' && user.status === 'active')
    .filter((user) => user.store_id === papers.store_id || user.store_ids.includes(papers.store_id))
    .map((user) => user._id)
    .sort()
    .slice(0, 50);
}
