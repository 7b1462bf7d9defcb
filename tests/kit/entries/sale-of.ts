import type { SaleCompleted, TicketCancelled, TicketLine } from '../../../shared/journal/bodies/sale.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** A line of a sale: without stock, draw and tax unless it is told otherwise. */
export function ticketLine(said: Partial<TicketLine> & Pick<TicketLine, 'ticket_number' | 'lottery_id'>) {
  const { price = 100, tax = 0 } = said;
  const line: TicketLine = {
    kind: 'ticket',
    security_code_hash: 'f'.repeat(64),
    slip_number: null,
    draw_date: null,
    cutoff_at: null,
    close_at: null,
    selection: { boards: [], serial: null },
    price,
    tax_rate_bp: 0,
    tax,
    total: price + tax,
    batch_id: null,
    terms_from: '2026-01-01T00:00:00.000Z',
    ...said,
  };
  return line;
}

/** A sale of these tickets whose sums are right, paid in cash with nothing to give back. */
export function saleOf(
  lines: readonly TicketLine[],
  said: Partial<SaleCompleted> & Pick<SaleCompleted, 'shift_id'>,
): SaleCompleted {
  const total = sum(lines.map((line) => line.total));
  return {
    transaction_id: lines[0]?.ticket_number ?? '',
    business_day: '2026-11-22',
    hour: 9,
    clock: 'bounded',
    payment: { method: 'cash', tendered: total, change: 0, reference: null },
    rounding: 'half_up',
    lines: [...lines],
    totals: { price: sum(lines.map((line) => line.price)), tax: sum(lines.map((line) => line.tax)), total },
    customer: null,
    notify: [],
    pos_version: '0.1.0',
    ...said,
  };
}

/** The whole ticket is taken back, as it was paid. */
export const cancellationOf = (
  ticket: Ticket,
  said: Partial<TicketCancelled> & Pick<TicketCancelled, 'shift_id'>,
): TicketCancelled => ({
  ticket_id: ticket._id,
  ticket_number: ticket.ticket_number,
  sale_id: ticket.sale_id,
  lottery_id: ticket.lottery_id,
  draw_date: ticket.draw_date,
  ground: 'cancelled',
  reason: 'asked for',
  refund: {
    method: ticket.payment_method,
    price: ticket.price,
    tax: ticket.tax,
    total: ticket.total_amount,
  },
  boards: ticket.selection.boards.length,
  batch_id: ticket.batch_id,
  serial: ticket.selection.serial,
  business_day: '2026-11-22',
  hour: 10,
  authorized_by: null,
  pos_version: '0.1.0',
  ...said,
});
