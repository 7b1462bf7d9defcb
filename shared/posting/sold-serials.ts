import type { TicketLine } from '../journal/bodies/sale.ts';
import type { DocumentKey } from '../schema/collections.ts';
import { maxTicketsOfSerial } from '../schema/sold-serials.ts';
import type { EntryPosting } from './entry-posting.ts';
import { soldSerialId } from './keys.ts';

/** A printed number; without batch or serial there is none. */
interface Printed {
  readonly lottery_id: string;
  readonly batch_id: string | null;
  readonly serial: number | null;
}

export const printedOf = ({ lottery_id, batch_id, selection }: TicketLine): Printed => ({
  lottery_id,
  batch_id,
  serial: selection.serial,
});

/** The document of a printed number: none where the ticket has no such number. */
export function serialKeys({ lottery_id, batch_id, serial }: Printed): readonly DocumentKey[] {
  if (batch_id === null || serial === null) return [];
  return [{ collection: 'sold_serials', id: soldSerialId(lottery_id, batch_id, serial) }];
}

/** Notes that this ticket has the number. Where another one has it already, an exception names both (STK4). */
export function takeSerial(
  posting: EntryPosting,
  { lottery_id, batch_id, serial }: Printed,
  ticket: { readonly ticket_id: string; readonly ticket_number: string },
): void {
  if (batch_id === null || serial === null) return;
  const _id = soldSerialId(lottery_id, batch_id, serial);
  const before = posting.documents.get('sold_serials', _id)?.tickets ?? [];
  posting.documents.put('sold_serials', {
    _id,
    store_id: posting.storeId,
    lottery_id,
    batch_id,
    serial,
    tickets: [...before, ticket].slice(0, maxTicketsOfSerial),
    updated_at: posting.postedAt,
  });
  const [first] = before;
  if (!first) return;
  posting.raise({
    code: 'stock.serial_sold_twice',
    concerns: [first.ticket_id, ticket.ticket_id].map((id) => ({ collection: 'tickets', id })),
    message: `Ticket ${ticket.ticket_number} has the printed number ${serial}, which was sold before as ticket ${first.ticket_number}.`,
  });
}

/** The ticket has its number no more. True where another ticket has it still: then it is not free. */
export function freeSerial(posting: EntryPosting, printed: Printed, ticketId: string): boolean {
  const [key] = serialKeys(printed);
  const sold = key && posting.documents.get('sold_serials', key.id);
  if (!sold) return false;
  const tickets = sold.tickets.filter(({ ticket_id }) => ticket_id !== ticketId);
  posting.documents.put('sold_serials', { ...sold, tickets, updated_at: posting.postedAt });
  return tickets.length > 0;
}
