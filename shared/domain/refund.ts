import type { TicketCancelled } from '../journal/bodies/sale.ts';
import type { Ticket } from '../schema/tickets.ts';
import { cashRounding } from './cash-rounding.ts';

type Refund = TicketCancelled['refund'];

/** What is given back for a ticket: its price by the way it was paid, in cash rounded as it was taken. */
export function refundOf(
  ticket: Pick<Ticket, 'payment_method' | 'price' | 'tax' | 'total_amount'>,
  settings: Parameters<typeof cashRounding>[2],
): Refund {
  const { payment_method: method, price, tax, total_amount: total } = ticket;
  const cash_rounding = cashRounding(total, method, settings);
  return { method, price, tax, total, ...(cash_rounding && { cash_rounding }) };
}

/** What changes hands, in minor units. */
export const paidBack = ({ total, cash_rounding }: Refund): number => total + (cash_rounding?.amount ?? 0);
