import { refuse } from '../result.ts';
import type { Poster } from './poster.ts';

/** Says what became of a ticket whose printing was in doubt (TKT5): the audit log has it, the ticket is as it was. */
export const ticketPrinted: Poster<'ticket.printed'> = {
  keys: (entry) => [{ collection: 'tickets', id: entry.body.ticket_id }],

  post(posting) {
    const { entry, documents } = posting;
    const ticket = documents.get('tickets', entry.body.ticket_id);
    if (ticket?.ticket_number === entry.body.ticket_number) return;
    posting.raise({
      code: 'ticket.unknown',
      concerns: [{ collection: 'tickets', id: entry.body.ticket_id }],
      message: `Ticket ${entry.body.ticket_number} was printed as an original; it is not known here.`,
    });
  },

  refuse(entry, documents) {
    const ticket = documents.get('tickets', entry.body.ticket_id);
    if (!ticket) return refuse('ticket.unknown').refusal;
    return ticket.status === 'cancelled' ? refuse('ticket.cancelled').refusal : null;
  },

  audit: ({ body: { ticket_id, ticket_number, how } }) => ({
    entity_type: 'tickets',
    entity_id: ticket_id,
    description:
      how === 'original'
        ? `Printed ticket ${ticket_number} as the original: its printing had not been confirmed.`
        : `The slip of ticket ${ticket_number} was found: its printing had not been confirmed.`,
  }),
};
