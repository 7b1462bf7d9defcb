import type { Context } from './values.ts';

/** What keeps a ticket from being found, cancelled or printed. */
export interface TicketRefusals {
  'ticket.cancelled': null;
  'ticket.no_reason': null;
  'ticket.no_slip': null;
  'ticket.not_cancellable': null;
  'ticket.not_here': null;
  'ticket.not_late': null;
  'ticket.number_invalid': null;
  'ticket.other_store': null;
  'ticket.other_till': null | Context<'copy'>;
  'ticket.printed': null;
  'ticket.too_old': { readonly minutes: number };
  'ticket.training': null;
  'ticket.unknown': null;
  'ticket.won': null;
  'ticket.wrong_code': null;
}
