import { refuse } from '../result.ts';
import type { Poster } from './poster.ts';

export const ticketPrintedAgain: Poster<'ticket.printed_again'> = {
  keys: (entry) => [{ collection: 'tickets', id: entry.body.ticket_id }],

  post(posting) {
    const { entry, documents } = posting;
    const ticket = documents.get('tickets', entry.body.ticket_id);
    if (ticket) {
      documents.put('tickets', {
        ...ticket,
        reprints: ticket.reprints + 1,
        updated_at: posting.postedAt,
      });
      return;
    }
    posting.raise({
      code: 'ticket.unknown',
      concerns: [{ collection: 'tickets', id: entry.body.ticket_id }],
      message: `A copy of ticket ${entry.body.ticket_number} was printed; the ticket is not known here.`,
    });
  },

  refuse(entry, documents) {
    const ticket = documents.get('tickets', entry.body.ticket_id);
    return ticket ? null : refuse('ticket.unknown').refusal;
  },

  audit: ({ body }) => ({
    entity_type: 'tickets',
    entity_id: body.ticket_id,
    description: `Printed a copy of ticket ${body.ticket_number}. ${body.reason}`,
  }),
};
