import type { Sale } from '../../../shared/schema/sales.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';

export type AppDocument = { readonly _id: string } & Record<string, unknown>;

/**
 * The same sales as an app on PouchDB holds them: without what our server adds, in one database, told apart by `type`.
 * Stock is a movement per sale, because a count that two offline tills changed would be a conflict with one loser.
 */
export function asAppDocuments(
  tickets: readonly Ticket[],
  sales: readonly Sale[],
  batchId: string,
): readonly AppDocument[] {
  const ofTicket = new Map(sales.map((sale) => [sale.ticket_id as string, sale]));
  return tickets.flatMap((ticket) => {
    const sale = ofTicket.get(ticket._id);
    if (!sale) throw new Error(`ticket ${ticket.ticket_number} has no sale`);
    const { store_id, lottery_id, created_at } = ticket;
    const movement = {
      batch_id: batchId,
      store_id,
      lottery_id,
      ticket_id: ticket._id,
      change: -1,
      created_at,
    };
    return [asApp('ticket', ticket), asApp('sale', sale), asApp('stock', { _id: ticket._id, ...movement })];
  });
}

function asApp(type: string, { _id, ...posted }: { readonly _id: string } & object): AppDocument {
  const { stream, rev, registered_at, ...fields } = posted as Record<string, unknown>;
  return { _id: `${type}/${_id}`, type, ...fields };
}
