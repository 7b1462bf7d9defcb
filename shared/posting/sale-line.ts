import { parseTicketNumber } from '../domain/ticket-number.ts';
import type { TicketLine } from '../journal/bodies/sale.ts';
import type { EntryOf } from '../journal/kinds.ts';
import type { DocumentKey } from '../schema/collections.ts';
import type { Ticket } from '../schema/tickets.ts';
import { sellOne } from './allotments.ts';
import { addToDay } from './day-totals.ts';
import type { EntryPosting } from './entry-posting.ts';
import {
  cashierOf,
  type DayTotalsKey,
  dayTotalsId,
  headId,
  saleIndex,
  stockLevelId,
  storeDrawId,
  storeOf,
  ticketIndex,
} from './keys.ts';
import { printedOf, serialKeys, takeSerial } from './sold-serials.ts';
import { moveStock } from './stock-level.ts';

type SaleEntry = EntryOf<'sale.completed'>;
type SalePosting = EntryPosting<SaleEntry>;

const dayKey = (entry: SaleEntry, line: TicketLine): DayTotalsKey => ({
  store_id: storeOf(entry),
  business_day: entry.body.business_day,
  lottery_id: line.lottery_id,
  user_id: cashierOf(entry),
  device_id: entry.device_id,
  payment_method: entry.body.payment.method,
});

/** Every document that posting the line may read or change. */
export function keysOfLine(entry: SaleEntry, line: TicketLine): DocumentKey[] {
  const store_id = storeOf(entry);
  const keys: DocumentKey[] = [{ collection: 'day_totals', id: dayTotalsId(dayKey(entry, line)) }];
  if (line.draw_date !== null) {
    keys.push({ collection: 'store_draws', id: storeDrawId(store_id, line.lottery_id, line.draw_date) });
  }
  if (line.batch_id !== null) {
    keys.push(
      { collection: 'inventory', id: line.batch_id },
      { collection: 'stock_levels', id: stockLevelId(store_id, line.lottery_id) },
      ...serialKeys(printedOf(line)),
    );
  }
  return keys;
}

/** Posts the `n`-th ticket of a sale: its number, draw, stock and day, then ticket and sale themselves. */
export function postLine(posting: SalePosting, line: TicketLine, n: number): void {
  const { entry, context, documents, postedAt } = posting;
  const { body } = entry;
  const ticket_id = posting.idOf(ticketIndex(n));
  const sale_id = posting.idOf(saleIndex(n));
  const shared = { store_id: posting.storeId, user_id: posting.userId, lottery_id: line.lottery_id };
  const money = { price: line.price, tax: line.tax, total_amount: line.total };
  checkNumber(posting, line, n);
  const late = enterDraw(posting, line);
  const stock = takeFromStock(posting, line);
  takeSerial(posting, printedOf(line), { ticket_id, ticket_number: line.ticket_number });
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
    updated_at: postedAt,
    transaction_id: body.transaction_id,
    slip_number: line.slip_number,
    selection: line.selection,
    registered_at: context.received_at,
    late_at: late ? postedAt : null,
    security_code_hash: line.security_code_hash,
    reprints: 0,
    sale_id,
    batch_id: stock.batch_id,
    oversold: stock.oversold,
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
  addToDay(posting, dayKey(entry, line), body.hour, {
    kind: 'sales',
    total: line.total,
    tax: line.tax,
    // Of the whole basket: the day books it with its first ticket.
    rounded: n === 0 ? (body.payment.cash_rounding?.amount ?? 0) : 0,
  });
  const concerns = [{ collection: 'tickets', id: ticket_id }] as const;
  if (late) {
    posting.raise({
      code: 'ticket.late',
      concerns,
      message: `Ticket ${line.ticket_number} arrived after its draw was closed: it takes no part and is refundable.`,
    });
  } else if (line.cutoff_at !== null && entry.at >= line.cutoff_at) {
    posting.raise({
      code: 'ticket.sold_after_cutoff',
      concerns,
      message: `By its till's clock ticket ${line.ticket_number} was sold after the cut-off; it stands before the draw's close.`,
    });
  }
}

function checkNumber(posting: SalePosting, line: TicketLine, n: number): void {
  const { entry, documents } = posting;
  const origin = parseTicketNumber(line.ticket_number);
  const head = documents.get('heads', headId(entry.device_id, entry.epoch));
  const own =
    origin.ok &&
    origin.value.storeCode === (head?.store_code ?? origin.value.storeCode) &&
    origin.value.tillNumber === head?.till_number &&
    origin.value.seq === entry.seq &&
    origin.value.line === n;
  if (own) return;
  posting.raise({
    code: 'ticket.number_not_of_this_till',
    concerns: [{ collection: 'tickets', id: posting.idOf(ticketIndex(n)) }],
    message: `Ticket number ${line.ticket_number} does not follow from its store, till and entry: it may exist twice.`,
  });
}

/** Counts the ticket in its draw. True where the draw is closed already: the ticket is late (DRW2). */
function enterDraw(posting: SalePosting, line: TicketLine): boolean {
  if (line.draw_date === null) return false;
  const { documents, totals, storeId } = posting;
  const id = storeDrawId(storeId, line.lottery_id, line.draw_date);
  const of = { collection: 'store_draws', id } as const;
  const draw = documents.get('store_draws', id) ?? {
    _id: id,
    store_id: storeId,
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
      late_amount: totals.add(of, draw.late_amount, line.total),
    });
    return true;
  }
  documents.put('store_draws', {
    ...draw,
    tickets: draw.tickets + 1,
    boards: draw.boards + Math.max(1, line.selection.boards.length),
    amount: totals.add(of, draw.amount, line.total),
  });
  return false;
}

/** Takes the ticket out of its batch. One taken from none has none: then nothing goes back at a cancellation. */
function takeFromStock(posting: SalePosting, line: TicketLine): Pick<Ticket, 'batch_id' | 'oversold'> {
  if (line.batch_id === null) return { batch_id: null, oversold: false };
  const { entry, documents } = posting;
  const batch = documents.get('inventory', line.batch_id);
  const concerns = [{ collection: 'inventory', id: line.batch_id }] as const;
  if (batch?.lottery_id !== line.lottery_id) {
    posting.raise({
      code: 'stock.batch_unknown',
      concerns,
      message: `Ticket ${line.ticket_number} was sold from a batch that this store does not have of its game.`,
    });
    return { batch_id: null, oversold: false };
  }
  const sold = sellOne(batch, entry, line.selection.serial);
  documents.put('inventory', { ...sold.batch, updated_at: posting.postedAt });
  if (sold.oversold) {
    posting.raise({
      code: 'stock.oversold',
      concerns,
      message: `Ticket ${line.ticket_number} was sold beyond what its till was granted of batch ${batch.batch_number}.`,
    });
  }
  moveStock(posting, {
    lotteryId: line.lottery_id,
    by: -1,
    batchIds: [batch._id],
    notify: entry.body.notify,
  });
  return { batch_id: batch._id, oversold: sold.oversold };
}
