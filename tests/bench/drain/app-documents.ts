import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Sale } from '../../../shared/schema/sales.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';

export type AppDocument = { readonly _id: string } & Record<string, unknown>;

/** The same sales as an app on PouchDB holds them: without what our server adds, in one database, told apart by `type`. */
export function asAppDocuments(
  tickets: readonly Ticket[],
  sales: readonly Sale[],
  stock: readonly Inventory[],
): readonly AppDocument[] {
  const ofTicket = new Map(sales.map((sale) => [sale.ticket_id as string, sale]));
  return [
    ...tickets.flatMap((ticket) => {
      const sale = ofTicket.get(ticket._id);
      return sale ? [asApp('ticket', ticket), asApp('sale', sale)] : [];
    }),
    ...stock.map((batch) => asApp('inventory', batch)),
  ];
}

function asApp(type: string, { _id, ...posted }: { readonly _id: string } & object): AppDocument {
  const { stream, rev, registered_at, ...fields } = posted as Record<string, unknown>;
  return { _id: `${type}/${_id}`, type, ...fields };
}
