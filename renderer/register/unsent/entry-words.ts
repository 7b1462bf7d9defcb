import type { Envelope } from '../../../shared/journal/entry.ts';
import type { BodyOf } from '../../../shared/journal/kinds.ts';
import type { Say } from '../../texts/create-texts.ts';
import type { Format } from '../format.ts';

/** An entry as people call it. */
export const entryName = (say: Say, { kind }: Envelope): string => say(keyOf(kind), { defaultValue: kind });

/** Kinds may be newer than the texts. */
const keyOf = (kind: string) => `unsent.kinds.${kind.replace('.', '_')}` as 'unsent.kinds.sale_completed';

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
    case 'shift.handed_over':
      return money((body as BodyOf<'shift.handed_over'>).counted_cash);
    case 'shift.cash_moved': {
      const { movement, amount } = body as BodyOf<'shift.cash_moved'>;
      return money(movement === 'in' ? amount : -amount);
    }
    case 'stock.received':
      return String((body as BodyOf<'stock.received'>).quantity);
    case 'stock.released':
      return String(-(body as BodyOf<'stock.released'>).quantity);
    default:
      return '';
  }
}
