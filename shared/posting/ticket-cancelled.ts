import { objectIdOfEntry } from '../domain/ids.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { must, refuse } from '../result.ts';
import type { DocumentKey } from '../schema/collections.ts';
import type { ExceptionCode } from '../schema/exceptions.ts';
import type { Ticket } from '../schema/tickets.ts';
import { takeBackOne } from './allotments.ts';
import { addToDay } from './day-totals.ts';
import { raiseException } from './exceptions.ts';
import { type DayTotalsKey, dayTotalsId, stockLevelId, storeDrawId } from './keys.ts';
import type { PostContext, Poster } from './poster.ts';
import { RunningTotals } from './running-totals.ts';
import { addRefund, shiftFault, shiftFaultText } from './shift-totals.ts';
import { moveStock } from './stock-level.ts';
import type { Workspace } from './workspace.ts';

type CancelEntry = EntryOf<'ticket.cancelled'>;

/** The id of the negative sale. */
const refundId = (entry: CancelEntry): string => objectIdOfEntry(entry.at, entry.hash, 1);

const storeOf = (entry: CancelEntry): string => must(entry.store_id, 'store of a cancellation');

const dayKey = (entry: CancelEntry): DayTotalsKey => ({
  store_id: storeOf(entry),
  business_day: entry.body.business_day,
  lottery_id: entry.body.lottery_id,
  user_id: must(entry.user_id, 'cashier of a cancellation'),
  device_id: entry.device_id,
  payment_method: entry.body.refund.method,
});

/** The money went back whatever the ticket's state: the drawer, the day and the sales must say so. */
function postMoney(
  entry: CancelEntry,
  context: PostContext,
  documents: Workspace,
  running: RunningTotals,
): void {
  const { body } = entry;
  documents.put('sales', {
    _id: refundId(entry),
    ticket_id: body.ticket_id,
    store_id: storeOf(entry),
    user_id: must(entry.user_id, 'cashier of a cancellation'),
    lottery_id: body.lottery_id,
    // Not `-x`: a negative zero is a number of its own in some databases.
    price: 0 - body.refund.price,
    payment_method: body.refund.method,
    tax: 0 - body.refund.tax,
    total_amount: 0 - body.refund.total,
    sale_time: entry.at,
    transaction_id: `${body.ticket_number}-R`,
    created_at: entry.at,
    reverses: body.sale_id,
    device_id: entry.device_id,
    business_day: body.business_day,
  });
  addToDay(documents, running, dayKey(entry), body.hour, {
    kind: 'reversals',
    total: body.refund.total,
    tax: body.refund.tax,
  });
  const shift = documents.get('shifts', body.shift_id);
  if (shift) {
    const { method, total } = body.refund;
    documents.put('shifts', addRefund(running, shift, method, total, body.ground === 'misprint'));
  }
  const code = shiftFault(shift, entry.device_id);
  if (code)
    raise(entry, context, documents, 1, code, `it was refunded from a shift that ${shiftFaultText[code]}.`);
}

function raise(
  entry: CancelEntry,
  context: PostContext,
  documents: Workspace,
  place: number,
  code: ExceptionCode,
  what: string,
  also: readonly DocumentKey[] = [],
): void {
  raiseException(entry, context, documents, {
    place,
    code,
    concerns: [
      { collection: 'tickets', id: entry.body.ticket_id },
      { collection: 'sales', id: refundId(entry) },
      ...also,
    ],
    message: `Cancellation of ticket ${entry.body.ticket_number}: ${what}`,
  });
}

/** Takes the ticket out of its draw; one that the close has counted stays counted and is an exception. */
function leaveDraw(
  entry: CancelEntry,
  context: PostContext,
  documents: Workspace,
  running: RunningTotals,
  ticket: Ticket,
): void {
  if (ticket.draw_date === null || ticket.late_at !== null) return;
  const draw = documents.get(
    'store_draws',
    storeDrawId(ticket.store_id, ticket.lottery_id, ticket.draw_date),
  );
  if (!draw) return;
  if (draw.status === 'closed') {
    raise(
      entry,
      context,
      documents,
      2,
      'ticket.cancelled_after_close',
      'it arrived after the draw was closed with it.',
    );
    return;
  }
  documents.put('store_draws', {
    ...draw,
    tickets: draw.tickets - 1,
    boards: draw.boards - Math.max(1, ticket.selection.boards.length),
    amount: running.add({ collection: 'store_draws', id: draw._id }, draw.amount, -ticket.total_amount),
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
  refund.total === ticket.total_amount;

function backIntoStock(entry: CancelEntry, context: PostContext, documents: Workspace, ticket: Ticket): void {
  if (ticket.batch_id === null) return;
  if (ticket.batch_id !== entry.body.batch_id) {
    raise(
      entry,
      context,
      documents,
      4,
      'stock.batch_unknown',
      'its batch was not named: nothing went back into stock.',
    );
    return;
  }
  const batch = documents.get('inventory', ticket.batch_id);
  if (!batch) return;
  const seller = { device_id: ticket.device_info.device_id, epoch: ticket.epoch };
  documents.put('inventory', {
    ...takeBackOne(batch, seller, entry, { serial: ticket.selection.serial, oversold: ticket.oversold }),
    updated_at: context.received_at ?? entry.at,
  });
  moveStock(entry, context, documents, {
    store_id: storeOf(entry),
    lottery_id: ticket.lottery_id,
    by: 1,
    batchIds: [batch._id],
    notify: [],
    line: 0,
  });
}

/** What becomes of the ticket, its draw and its stock. */
function settleTicket(
  entry: CancelEntry,
  context: PostContext,
  documents: Workspace,
  running: RunningTotals,
): void {
  const ticket = documents.get('tickets', entry.body.ticket_id);
  if (!ticket) {
    raise(entry, context, documents, 0, 'ticket.unknown', 'the ticket is not known here.');
    return;
  }
  if (ticket.status === 'cancelled') {
    const first =
      ticket.reversed_by === null ? [] : [{ collection: 'sales' as const, id: ticket.reversed_by }];
    const what = 'it was cancelled before: refunded twice.';
    raise(entry, context, documents, 0, 'ticket.cancelled_twice', what, first);
    return;
  }
  if (ticket.status === 'won') {
    raise(entry, context, documents, 0, 'ticket.cancelled_but_won', 'the ticket has won.');
    return;
  }
  if (!namesTicket(entry, ticket)) {
    const what = 'it names another sale or draw than the ticket’s: the ticket stands as it was.';
    raise(entry, context, documents, 0, 'ticket.refund_wrong', what);
    return;
  }
  if (!refundsTicket(entry, ticket)) {
    raise(
      entry,
      context,
      documents,
      3,
      'ticket.refund_wrong',
      'what was given back is not what was paid for it.',
    );
  }
  if (entry.body.ground === 'late' && ticket.late_at === null) {
    raise(entry, context, documents, 0, 'ticket.refunded_not_late', 'refunded as late, though it was not.');
  }
  leaveDraw(entry, context, documents, running, ticket);
  backIntoStock(entry, context, documents, ticket);
  documents.put('tickets', {
    ...ticket,
    status: 'cancelled',
    cancelled_at: entry.at,
    reversed_by: refundId(entry),
    updated_at: context.received_at ?? entry.at,
  });
}

export const ticketCancelled: Poster<'ticket.cancelled'> = {
  by: 'till',
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
          ]),
    ];
  },

  post(entry, context, documents) {
    const running = new RunningTotals();
    postMoney(entry, context, documents, running);
    settleTicket(entry, context, documents, running);
    running.raise(entry, context, documents, 5);
  },

  refuse(entry, documents) {
    const shift = documents.get('shifts', entry.body.shift_id);
    if (shiftFault(shift, entry.device_id))
      return refuse('shift.closed', 'Open a shift first (F9): enter the float.').refusal;
    const ticket = documents.get('tickets', entry.body.ticket_id);
    if (!ticket)
      return refuse('ticket.unknown', 'This till does not know the ticket. Ask the server.').refusal;
    if (ticket.status === 'cancelled')
      return refuse('ticket.cancelled', 'This ticket is cancelled already.').refusal;
    if (ticket.status === 'won')
      return refuse('ticket.won', 'This ticket has won: it is paid, not cancelled.').refusal;
    if (entry.body.ground === 'late') {
      return ticket.late_at === null
        ? refuse('ticket.not_late', 'This ticket was in time: it takes part.').refusal
        : null;
    }
    const draw =
      ticket.draw_date === null
        ? null
        : documents.get('store_draws', storeDrawId(ticket.store_id, ticket.lottery_id, ticket.draw_date));
    if (draw?.status === 'closed')
      return refuse('draw.closed', 'Its draw is closed: it can no longer be cancelled.', {
        context: 'cancel',
      }).refusal;
    return null;
  },

  audit: (body) => ({
    entity_type: 'tickets',
    entity_id: body.ticket_id,
    description: `Cancelled ticket ${body.ticket_number} (${body.ground}): ${body.reason}`.slice(0, 500),
  }),
};
