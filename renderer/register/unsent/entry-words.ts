import type { Envelope } from '../../../shared/journal/entry.ts';
import { type BodyOf, type EntryKind, isEntryKind } from '../../../shared/journal/kinds.ts';
import type { Format } from '../format.ts';

const kindWords: Partial<Record<EntryKind, string>> = {
  'user.signed_in': 'Sign-in',
  'sale.completed': 'Sale',
  'ticket.cancelled': 'Cancellation',
  'ticket.printed_again': 'Copy printed',
  'stock.received': 'Batch received',
  'stock.released': 'Stock given back',
  'shift.opened': 'Shift opened',
  'shift.closed': 'Shift closed',
};

/** An entry as people call it. */
export const entryName = ({ kind }: Envelope): string =>
  (isEntryKind(kind) ? kindWords[kind] : undefined) ?? kind;

/** What it is worth, in the unit that fits: money, or pieces of stock. Own entries were checked when they were made. */
export function entryAmount({ kind, body }: Envelope, { money }: Pick<Format, 'money'>): string {
  switch (kind) {
    case 'sale.completed':
      return money((body as BodyOf<'sale.completed'>).totals.total);
    case 'ticket.cancelled':
      return money(-(body as BodyOf<'ticket.cancelled'>).refund.total);
    case 'shift.opened':
      return money((body as BodyOf<'shift.opened'>).opening_float);
    case 'shift.closed':
      return money((body as BodyOf<'shift.closed'>).counted_cash);
    case 'stock.received':
      return String((body as BodyOf<'stock.received'>).quantity);
    case 'stock.released':
      return String(-(body as BodyOf<'stock.released'>).quantity);
    default:
      return '';
  }
}
