import { objectIdOfEntry } from '../domain/ids.ts';
import { sumMinor, taxOf } from '../domain/money.ts';
import { parseTicketNumber } from '../domain/ticket-number.ts';
import type { SaleCompleted, TicketLine } from '../journal/bodies/sale.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { must, refuse } from '../result.ts';
import type { DocumentKey } from '../schema/collections.ts';
import type { Ticket } from '../schema/tickets.ts';
import { availableTo, isOwn, sellOne } from './allotments.ts';
import { addToDay } from './day-totals.ts';
import { raiseException } from './exceptions.ts';
import {
  type DayTotalsKey,
  dayTotalsId,
  headId,
  saleIndex,
  stockLevelId,
  storeDrawId,
  ticketIndex,
} from './keys.ts';
import type { PostContext, Poster } from './poster.ts';
import { RunningTotals } from './running-totals.ts';
import { addSale, shiftFault, shiftFaultText } from './shift-totals.ts';
import { moveStock } from './stock-level.ts';
import type { Workspace } from './workspace.ts';

type SaleEntry = EntryOf<'sale.completed'>;

/** Exceptions of the whole sale come after those of its lines (four places each). */
const placeOfLine = (line: number, place: number): number => 4 * line + place;
const placeOfSale = 3_000;

const storeOf = (entry: SaleEntry): string => must(entry.store_id, 'store of a sale');
const cashierOf = (entry: SaleEntry): string => must(entry.user_id, 'cashier of a sale');

const dayKey = (entry: SaleEntry, line: TicketLine): DayTotalsKey => ({
  store_id: storeOf(entry),
  business_day: entry.body.business_day,
  lottery_id: line.lottery_id,
  user_id: cashierOf(entry),
  device_id: entry.device_id,
  payment_method: entry.body.payment.method,
});

function keysOfLine(entry: SaleEntry, line: TicketLine): DocumentKey[] {
  const store_id = storeOf(entry);
  const keys: DocumentKey[] = [{ collection: 'day_totals', id: dayTotalsId(dayKey(entry, line)) }];
  if (line.draw_date !== null) {
    keys.push({ collection: 'store_draws', id: storeDrawId(store_id, line.lottery_id, line.draw_date) });
  }
  if (line.batch_id !== null) {
    keys.push(
      { collection: 'inventory', id: line.batch_id },
      { collection: 'stock_levels', id: stockLevelId(store_id, line.lottery_id) },
    );
  }
  return keys;
}

/** Counts the ticket in its draw. True where the draw is closed already: the ticket is late (DRW2). */
function enterDraw(
  entry: SaleEntry,
  documents: Workspace,
  running: RunningTotals,
  line: TicketLine,
): boolean {
  if (line.draw_date === null) return false;
  const store_id = storeOf(entry);
  const id = storeDrawId(store_id, line.lottery_id, line.draw_date);
  const of = { collection: 'store_draws', id } as const;
  const draw = documents.get('store_draws', id) ?? {
    _id: id,
    store_id,
    lottery_id: line.lottery_id,
    draw_date: line.draw_date,
    cutoff_at: line.cutoff_at ?? line.draw_date,
    close_at: line.close_at ?? line.draw_date,
    status: 'open' as const,
    tickets: 0,
    boards: 0,
    amount: 0,
    late_tickets: 0,
    late_amount: 0,
    closed_at: null,
  };
  if (draw.status === 'closed') {
    documents.put('store_draws', {
      ...draw,
      late_tickets: draw.late_tickets + 1,
      late_amount: running.add(of, draw.late_amount, line.total),
    });
    return true;
  }
  documents.put('store_draws', {
    ...draw,
    tickets: draw.tickets + 1,
    boards: draw.boards + Math.max(1, line.selection.boards.length),
    amount: running.add(of, draw.amount, line.total),
  });
  return false;
}

/** Takes the ticket out of its batch. One taken from none has none: then nothing goes back at a cancellation. */
function takeFromStock(
  entry: SaleEntry,
  context: PostContext,
  documents: Workspace,
  line: TicketLine,
  n: number,
): Pick<Ticket, 'batch_id' | 'oversold'> {
  if (line.batch_id === null) return { batch_id: null, oversold: false };
  const batch = documents.get('inventory', line.batch_id);
  if (batch?.lottery_id !== line.lottery_id) {
    raiseException(entry, context, documents, {
      place: placeOfLine(n, 0),
      code: 'stock.batch_unknown',
      concerns: [{ collection: 'inventory', id: line.batch_id }],
      message: `Ticket ${line.ticket_number} was sold from a batch that this store does not have of its game.`,
    });
    return { batch_id: null, oversold: false };
  }
  const sold = sellOne(batch, entry, line.selection.serial);
  documents.put('inventory', { ...sold.batch, updated_at: context.received_at ?? entry.at });
  if (sold.oversold) {
    raiseException(entry, context, documents, {
      place: placeOfLine(n, 0),
      code: 'stock.oversold',
      concerns: [{ collection: 'inventory', id: batch._id }],
      message: `Ticket ${line.ticket_number} was sold beyond what its till was granted of batch ${batch.batch_number}.`,
    });
  }
  moveStock(entry, context, documents, {
    store_id: storeOf(entry),
    lottery_id: line.lottery_id,
    by: -1,
    batchIds: [batch._id],
    notify: entry.body.notify,
    line: n,
  });
  return { batch_id: batch._id, oversold: sold.oversold };
}

function checkNumber(
  entry: SaleEntry,
  context: PostContext,
  documents: Workspace,
  line: TicketLine,
  n: number,
): void {
  const origin = parseTicketNumber(line.ticket_number);
  const head = documents.get('heads', headId(entry.device_id, entry.epoch));
  const own =
    origin.ok &&
    origin.value.storeCode === (head?.store_code ?? origin.value.storeCode) &&
    origin.value.tillNumber === head?.till_number &&
    origin.value.seq === entry.seq &&
    origin.value.line === n;
  if (own) return;
  raiseException(entry, context, documents, {
    place: placeOfLine(n, 1),
    code: 'ticket.number_not_of_this_till',
    concerns: [{ collection: 'tickets', id: objectIdOfEntry(entry.at, entry.hash, ticketIndex(n)) }],
    message: `Ticket number ${line.ticket_number} does not follow from its store, till and entry: it may exist twice.`,
  });
}

function postLine(
  entry: SaleEntry,
  context: PostContext,
  documents: Workspace,
  running: RunningTotals,
  line: TicketLine,
  n: number,
): void {
  const { body } = entry;
  const ticket_id = objectIdOfEntry(entry.at, entry.hash, ticketIndex(n));
  const sale_id = objectIdOfEntry(entry.at, entry.hash, saleIndex(n));
  const shared = { store_id: storeOf(entry), user_id: cashierOf(entry), lottery_id: line.lottery_id };
  const money = { price: line.price, tax: line.tax, total_amount: line.total };
  checkNumber(entry, context, documents, line, n);
  const late = enterDraw(entry, documents, running, line);
  const stock = takeFromStock(entry, context, documents, line, n);
  documents.put('tickets', {
    _id: ticket_id,
    ...shared,
    ...money,
    ticket_number: line.ticket_number,
    purchase_datetime: entry.at,
    status: 'sold',
    winning_amount: null,
    draw_date: line.draw_date,
    payment_method: body.payment.method,
    device_info: { device_id: entry.device_id, pos_version: body.pos_version },
    customer_info: body.customer,
    created_at: entry.at,
    updated_at: context.received_at ?? entry.at,
    transaction_id: body.transaction_id,
    slip_number: line.slip_number,
    selection: line.selection,
    registered_at: context.received_at,
    late_at: late ? (context.received_at ?? entry.at) : null,
    security_code_hash: line.security_code_hash,
    reprints: 0,
    sale_id,
    ...stock,
    cutoff_at: line.cutoff_at,
    business_day: body.business_day,
    epoch: entry.epoch,
    clock: body.clock,
    cancelled_at: null,
    reversed_by: null,
  });
  documents.put('sales', {
    _id: sale_id,
    ...shared,
    ...money,
    ticket_id,
    payment_method: body.payment.method,
    sale_time: entry.at,
    transaction_id: body.transaction_id,
    created_at: entry.at,
    reverses: null,
    device_id: entry.device_id,
    business_day: body.business_day,
  });
  addToDay(documents, running, dayKey(entry, line), body.hour, {
    kind: 'sales',
    total: line.total,
    tax: line.tax,
  });
  if (late) {
    raiseException(entry, context, documents, {
      place: placeOfLine(n, 2),
      code: 'ticket.late',
      concerns: [{ collection: 'tickets', id: ticket_id }],
      message: `Ticket ${line.ticket_number} arrived after its draw was closed: it takes no part and is refundable.`,
    });
  } else if (line.cutoff_at !== null && entry.at >= line.cutoff_at) {
    raiseException(entry, context, documents, {
      place: placeOfLine(n, 2),
      code: 'ticket.sold_after_cutoff',
      concerns: [{ collection: 'tickets', id: ticket_id }],
      message: `By its till's clock ticket ${line.ticket_number} was sold after the cut-off; it stands before the draw's close.`,
    });
  }
}

function totalsAreWrong({ lines, totals, payment, rounding }: SaleCompleted): boolean {
  const sum = (of: (line: TicketLine) => number) => sumMinor(lines.map(of));
  return (
    lines.some((line) => line.price + line.tax !== line.total) ||
    lines.some((line) => line.tax !== taxOf(line.price, line.tax_rate_bp, rounding)) ||
    sum((l) => l.price) !== totals.price ||
    sum((l) => l.tax) !== totals.tax ||
    sum((l) => l.total) !== totals.total ||
    payment.tendered - payment.change !== totals.total
  );
}

function postToShift(
  entry: SaleEntry,
  context: PostContext,
  documents: Workspace,
  running: RunningTotals,
): void {
  const { body } = entry;
  const shift = documents.get('shifts', body.shift_id);
  if (shift) {
    const taken = sumMinor(body.lines.map((line) => line.total));
    documents.put('shifts', addSale(running, shift, body.payment.method, taken, body.lines.length));
  }
  const code = shiftFault(shift, entry.device_id);
  if (code === null) return;
  raiseException(entry, context, documents, {
    place: placeOfSale,
    code,
    concerns: [{ collection: 'shifts', id: body.shift_id }],
    message: `Sale ${body.transaction_id} belongs to a shift that ${shiftFaultText[code]}.`,
  });
}

export const saleCompleted: Poster<'sale.completed'> = {
  by: 'till',
  keys: (entry) => [
    { collection: 'shifts', id: entry.body.shift_id },
    ...entry.body.lines.flatMap((line) => keysOfLine(entry, line)),
  ],

  post(entry, context, documents) {
    const running = new RunningTotals();
    for (const [n, line] of entry.body.lines.entries()) {
      postLine(entry, context, documents, running, line, n);
    }
    postToShift(entry, context, documents, running);
    running.raise(entry, context, documents, placeOfSale + 2);
    if (totalsAreWrong(entry.body)) {
      raiseException(entry, context, documents, {
        place: placeOfSale + 1,
        code: 'sale.total_wrong',
        concerns: [],
        message: `The amounts of sale ${entry.body.transaction_id} do not add up; its lines were posted.`,
      });
    }
  },

  refuse(entry, documents) {
    const shift = documents.get('shifts', entry.body.shift_id);
    if (shiftFault(shift, entry.device_id))
      return refuse('shift.closed', 'Open a shift first (F9): enter the float.').refusal;
    const wanted = new Map<string, (number | null)[]>();
    for (const line of entry.body.lines) {
      if (line.draw_date !== null) {
        const draw = documents.get(
          'store_draws',
          storeDrawId(storeOf(entry), line.lottery_id, line.draw_date),
        );
        if (draw?.status === 'closed') {
          return refuse('draw.closed', 'This draw is closed. Take the next one instead.').refusal;
        }
      }
      if (line.batch_id === null) continue;
      wanted.set(line.batch_id, [...(wanted.get(line.batch_id) ?? []), line.selection.serial]);
    }
    for (const [id, serials] of wanted) {
      const batch = documents.get('inventory', id);
      const available = batch ? availableTo(batch, entry) : 0;
      if (!batch || serials.length > available) {
        return refuse(
          'stock.not_granted',
          `This till has only ${available} of these left. Sell at another till, or have stock released.`,
          { available },
        ).refusal;
      }
      if (!isOwn(batch, entry, serials)) {
        return refuse(
          'stock.number_not_own',
          'This till does not have that number to sell. Take one of its own.',
        ).refusal;
      }
    }
    return null;
  },

  audit: (body) => ({
    entity_type: 'sales',
    entity_id: body.transaction_id,
    description: `Sold ${body.lines.length} ticket(s), total ${body.totals.total}, by ${body.payment.method}.`,
  }),
};
