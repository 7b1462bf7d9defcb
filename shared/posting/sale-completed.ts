import { isRounded } from '../domain/cash-rounding.ts';
import { objectIdOfEntry } from '../domain/ids.ts';
import { sumMinor, taxOf } from '../domain/money.ts';
import { soldBefore } from '../domain/printed-serial.ts';
import type { SaleCompleted, TicketLine } from '../journal/bodies/sale.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { refuse } from '../result.ts';
import { availableTo, isOwn } from './allotments.ts';
import type { EntryPosting } from './entry-posting.ts';
import { saleIndex, storeDrawId, storeOf } from './keys.ts';
import type { Poster } from './poster.ts';
import { keysOfLine, postLine } from './sale-line.ts';
import { addSale, shiftFault, shiftFaultText } from './shift-totals.ts';
import { printedOf, serialKeys } from './sold-serials.ts';

const roundedBy = ({ payment }: SaleCompleted): number => payment.cash_rounding?.amount ?? 0;

function totalsAreWrong(body: SaleCompleted): boolean {
  const { lines, totals, payment, rounding } = body;
  const sum = (of: (line: TicketLine) => number) => sumMinor(lines.map(of));
  return (
    lines.some((line) => line.price + line.tax !== line.total) ||
    lines.some((line) => line.tax !== taxOf(line.price, line.tax_rate_bp, rounding)) ||
    sum((l) => l.price) !== totals.price ||
    sum((l) => l.tax) !== totals.tax ||
    sum((l) => l.total) !== totals.total ||
    payment.tendered - payment.change !== totals.total + roundedBy(body) ||
    !isRounded(totals.total, payment.method, payment.cash_rounding)
  );
}

function postToShift(posting: EntryPosting<EntryOf<'sale.completed'>>): void {
  const { entry, documents, totals } = posting;
  const { body } = entry;
  const shift = documents.get('shifts', body.shift_id);
  if (shift) {
    const of = {
      method: body.payment.method,
      total: sumMinor(body.lines.map((line) => line.total)),
      rounded: roundedBy(body),
      tickets: body.lines.length,
    };
    documents.put('shifts', addSale(totals, shift, of));
  }
  const code = shiftFault(shift, entry.device_id);
  if (code === null) return;
  posting.raise({
    code,
    concerns: [{ collection: 'shifts', id: body.shift_id }],
    message: `Sale ${body.transaction_id} belongs to a shift that ${shiftFaultText[code]}.`,
  });
}

export const saleCompleted: Poster<'sale.completed'> = {
  keys: (entry) => [
    { collection: 'shifts', id: entry.body.shift_id },
    ...entry.body.lines.flatMap((line) => keysOfLine(entry, line)),
  ],

  post(posting) {
    const { body } = posting.entry;
    for (const [n, line] of body.lines.entries()) postLine(posting, line, n);
    postToShift(posting);
    if (!totalsAreWrong(body)) return;
    posting.raise({
      code: 'sale.total_wrong',
      concerns: [],
      message: `The amounts of sale ${body.transaction_id} do not add up; its lines were posted.`,
    });
  },

  refuse(entry, documents) {
    const shift = documents.get('shifts', entry.body.shift_id);
    if (shiftFault(shift, entry.device_id)) return refuse('shift.closed').refusal;
    const wanted = new Map<string, (number | null)[]>();
    for (const line of entry.body.lines) {
      if (line.draw_date !== null) {
        const draw = documents.get(
          'store_draws',
          storeDrawId(storeOf(entry), line.lottery_id, line.draw_date),
        );
        if (draw?.status === 'closed') {
          return refuse('draw.closed').refusal;
        }
      }
      if (line.batch_id === null) continue;
      const [sold] = serialKeys(printedOf(line));
      if (sold && (documents.get('sold_serials', sold.id)?.tickets.length ?? 0) > 0) {
        return soldBefore(line.selection.serial ?? 0);
      }
      wanted.set(line.batch_id, [...(wanted.get(line.batch_id) ?? []), line.selection.serial]);
    }
    for (const [id, serials] of wanted) {
      const batch = documents.get('inventory', id);
      const available = batch ? availableTo(batch, entry) : 0;
      if (!batch || serials.length > available) {
        return refuse('stock.not_granted', { available }).refusal;
      }
      if (!isOwn(batch, entry, serials)) {
        return refuse('stock.number_not_own').refusal;
      }
    }
    return null;
  },

  audit: ({ at, hash, body }) => ({
    entity_type: 'sales',
    // The first of its sales: they share the transaction.
    entity_id: objectIdOfEntry(at, hash, saleIndex(0)),
    description: `Sale ${body.transaction_id}: ${body.lines.length} ticket(s), total ${body.totals.total}, by ${body.payment.method}.`,
  }),
};
