import type { saleKinds } from '../journal/bodies/sale.ts';
import type { Posters } from './poster.ts';
import { saleCompleted } from './sale-completed.ts';
import { ticketCancelled } from './ticket-cancelled.ts';
import { ticketPrinted } from './ticket-printed.ts';
import { ticketPrintedAgain } from './ticket-printed-again.ts';

export const salePosters: Posters<typeof saleKinds> = {
  'sale.completed': saleCompleted,
  'ticket.cancelled': ticketCancelled,
  'ticket.printed_again': ticketPrintedAgain,
  'ticket.printed': ticketPrinted,
};
