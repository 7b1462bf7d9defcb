import { securityCode, securityCodeHash } from '../../../shared/domain/ticket-number.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import type { Desk } from './desk.ts';

/**
 * The security code of a ticket that this till sold, to print it again; null where it cannot make it: another till sold
 * it, or its secrets were lost since.
 */
export function ownCode({ tillSecret }: Desk, ticket: Ticket): string | null {
  const code = securityCode(ticket.ticket_number, tillSecret);
  return securityCodeHash(ticket.ticket_number, code) === ticket.security_code_hash ? code : null;
}
