import { isRounded } from '../domain/cash-rounding.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { refuse } from '../result.ts';
import type { DocumentKey } from '../schema/collections.ts';
import type { ExceptionCode } from '../schema/exceptions.ts';
import type { Ticket } from '../schema/tickets.ts';
import { takeBackOne } from './allotments.ts';
import { addToDay } from './day-totals.ts';
import type { EntryPosting } from './entry-posting.ts';
import { cashierOf, type DayTotalsKey, dayTotalsId, stockLevelId, storeDrawId, storeOf } from './keys.ts';
import type { Poster } from './poster.ts';
import { addRefund, shiftFault, shiftFaultText } from './shift-totals.ts';
import { freeSerial, serialKeys } from './sold-serials.ts';
import { moveStock } from './stock-level.ts';

type CancelEntry = EntryOf<'ticket.cancelled'>;

type CancelPosting = EntryPosting<CancelEntry>;

/** The id of the negative sale. */
const refundId = (posting: CancelPosting): string => posting.idOf(1);

const dayKey = (entry: CancelEntry): DayTotalsKey => ({
  store_id: storeOf(entry),
  business_day: entry.body.business_day,
  lottery_id: entry.body.lottery_id,
  user_id: cashierOf(entry),
  device_id: entry.device_id,
  payment_method: entry.body.refund.method,
});

/** The money went back whatever the ticket's state: the drawer, the day and the sales must say so. */
function postMoney(posting: CancelPosting): void {
  const { entry, documents, totals } = posting;
  const { body } = entry;
  const { method, price, tax, total, cash_rounding } = body.refund;
  const givenBeside = cash_rounding?.amount ?? 0;
  documents.put('sales', {
    _id: refundId(posting),
    ticket_id: body.ticket_id,
    store_id: posting.storeId,
    user_id: posting.userId,
    lottery_id: body.lottery_id,
    // Not `-x`: a negative zero is a number of its own in some databases.
    price: 0 - price,
    payment_method: method,
    tax: 0 - tax,
    total_amount: 0 - total,
    sale_time: entry.at,
    transaction_id: `${body.ticket_number}-R`,
    created_at: entry.at,
    reverses: body.sale_id,
    device_id: entry.device_id,
    business_day: body.business_day,
  });
  addToDay(posting, dayKey(entry), body.hour, { kind: 'reversals', total, tax, rounded: 0 - givenBeside });
  const shift = documents.get('shifts', body.shift_id);
  if (shift) {
    const isMisprint = body.ground === 'misprint';
    documents.put('shifts', addRefund(totals, shift, { method, total, rounded: givenBeside, isMisprint }));
  }
  const code = shiftFault(shift, entry.device_id);
  if (code) raise(posting, code, `it was refunded from a shift that ${shiftFaultText[code]}.`);
}

function raise(
  posting: CancelPosting,
  code: ExceptionCode,
  what: string,
  also: readonly DocumentKey[] = [],
): void {
  const { ticket_id, ticket_number } = posting.entry.body;
  posting.raise({
    code,
    concerns: [
      { collection: 'tickets', id: ticket_id },
      { collection: 'sales', id: refundId(posting) },
      ...also,
    ],
    message: `Cancellation of ticket ${ticket_number}: ${what}`,
  });
}

/** Takes the ticket out of its draw; one that the close has counted stays counted and is an exception. */
function leaveDraw(posting: CancelPosting, ticket: Ticket): void {
  if (ticket.draw_date === null || ticket.late_at !== null) return;
  const { documents, totals } = posting;
  const draw = documents.get(
    'store_draws',
    storeDrawId(ticket.store_id, ticket.lottery_id, ticket.draw_date),
  );
  if (!draw) return;
  if (draw.status === 'closed') {
    raise(posting, 'ticket.cancelled_after_close', 'it arrived after the draw was closed with it.');
    return;
  }
  documents.put('store_draws', {
    ...draw,
    tickets: draw.tickets - 1,
    boards: draw.boards - Math.max(1, ticket.selection.boards.length),
    amount: totals.add({ collection: 'store_draws', id: draw._id }, draw.amount, -ticket.total_amount),
  });
}

/** Whether the entry names its ticket as it is; what it names otherwise, it did not bring to be changed. */
const namesTicket = ({ body }: CancelEntry, ticket: Ticket): boolean =>
  body.ticket_number === ticket.ticket_number &&
  body.sale_id === ticket.sale_id &&
  body.lottery_id === ticket.lottery_id &&
  body.draw_date === ticket.draw_date;

const refundsTicket = ({ body: { refund } }: CancelEntry, ticket: Ticket): boolean =>
  refund.method === ticket.payment_method &&
  refund.price === ticket.price &&
  refund.tax === ticket.tax &&
  refund.total === ticket.total_amount &&
  isRounded(refund.total, refund.method, refund.cash_rounding);

function backIntoStock(posting: CancelPosting, ticket: Ticket): void {
  const { entry, documents } = posting;
  if (ticket.batch_id === null) return;
  const { serial } = ticket.selection;
  if (ticket.batch_id !== entry.body.batch_id || serial !== entry.body.serial) {
    raise(
      posting,
      'stock.batch_unknown',
      'its batch and number were not named: nothing went back into stock.',
    );
    return;
  }
  const isTaken = freeSerial(posting, entry.body, ticket._id);
  const batch = documents.get('inventory', ticket.batch_id);
  if (!batch) return;
  const seller = { device_id: ticket.device_info.device_id, epoch: ticket.epoch };
  documents.put('inventory', {
    ...takeBackOne(batch, seller, entry, { serial, oversold: ticket.oversold, isTaken }),
    updated_at: posting.postedAt,
  });
  moveStock(posting, { lotteryId: ticket.lottery_id, by: 1, batchIds: [batch._id], notify: [] });
}

/** What becomes of the ticket, its draw and its stock. */
function settleTicket(posting: CancelPosting): void {
  const { entry, documents } = posting;
  const ticket = documents.get('tickets', entry.body.ticket_id);
  if (!ticket) {
    raise(posting, 'ticket.unknown', 'the ticket is not known here.');
    return;
  }
  if (ticket.status === 'cancelled') {
    const first =
      ticket.reversed_by === null ? [] : [{ collection: 'sales' as const, id: ticket.reversed_by }];
    raise(posting, 'ticket.cancelled_twice', 'it was cancelled before: refunded twice.', first);
    return;
  }
  if (ticket.status === 'won') {
    raise(posting, 'ticket.cancelled_but_won', 'the ticket has won.');
    return;
  }
  if (!namesTicket(entry, ticket)) {
    const what = 'it names another sale or draw than the ticket’s: the ticket stands as it was.';
    raise(posting, 'ticket.refund_wrong', what);
    return;
  }
  if (!refundsTicket(entry, ticket)) {
    raise(posting, 'ticket.refund_wrong', 'what was given back is not what was paid for it.');
  }
  if (entry.body.ground === 'late' && ticket.late_at === null) {
    raise(posting, 'ticket.refunded_not_late', 'refunded as late, though it was not.');
  }
  leaveDraw(posting, ticket);
  backIntoStock(posting, ticket);
  documents.put('tickets', {
    ...ticket,
    status: 'cancelled',
    cancelled_at: entry.at,
    reversed_by: refundId(posting),
    updated_at: posting.postedAt,
  });
}

export const ticketCancelled: Poster<'ticket.cancelled'> = {
  keys(entry) {
    const { body } = entry;
    const store_id = storeOf(entry);
    return [
      { collection: 'tickets', id: body.ticket_id },
      { collection: 'shifts', id: body.shift_id },
      { collection: 'day_totals', id: dayTotalsId(dayKey(entry)) },
      ...(body.draw_date === null
        ? []
        : [
            {
              collection: 'store_draws' as const,
              id: storeDrawId(store_id, body.lottery_id, body.draw_date),
            },
          ]),
      ...(body.batch_id === null
        ? []
        : [
            { collection: 'inventory' as const, id: body.batch_id },
            { collection: 'stock_levels' as const, id: stockLevelId(store_id, body.lottery_id) },
            ...serialKeys(body),
          ]),
    ];
  },

  post(posting) {
    postMoney(posting);
    settleTicket(posting);
  },

  refuse(entry, documents) {
    const shift = documents.get('shifts', entry.body.shift_id);
    if (shiftFault(shift, entry.device_id)) return refuse('shift.closed').refusal;
    const ticket = documents.get('tickets', entry.body.ticket_id);
    if (!ticket) return refuse('ticket.unknown').refusal;
    if (ticket.status === 'cancelled') return refuse('ticket.cancelled').refusal;
    if (ticket.status === 'won') return refuse('ticket.won').refusal;
    if (entry.body.ground === 'late') {
      return ticket.late_at === null ? refuse('ticket.not_late').refusal : null;
    }
    const draw =
      ticket.draw_date === null
        ? null
        : documents.get('store_draws', storeDrawId(ticket.store_id, ticket.lottery_id, ticket.draw_date));
    if (draw?.status === 'closed') return refuse('draw.closed', { context: 'cancel' }).refusal;
    return null;
  },

  audit: ({ body }) => ({
    entity_type: 'tickets',
    entity_id: body.ticket_id,
    description: `Cancelled ticket ${body.ticket_number} (${body.ground}): ${body.reason}`.slice(0, 500),
  }),
};
