import { hasSlip } from '../../../shared/domain/bearer-slip.ts';
import { businessDayOf } from '../../../shared/domain/business-day.ts';
import { instantMs, minuteMs } from '../../../shared/domain/instants.ts';
import { paidBack, refundOf } from '../../../shared/domain/refund.ts';
import {
  normaliseTicketNumber,
  parseTicketNumber,
  securityCodeHash,
} from '../../../shared/domain/ticket-number.ts';
import { must, ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import type { FoundTicket, PrintableTicket, Till } from '../api.ts';
import { trainingTillNumber } from '../training.ts';
import { type Desk, mayDo, requirePermission, requireShift, settingsOf, storeOf } from './desk.ts';
import { ownCode } from './own-code.ts';
import { printUnprinted } from './unprinted.ts';
import { writtenReason } from './written-reason.ts';

/** By number, among the tickets that this till holds: its own store's, of the last 90 days. */
export async function findTicket(desk: Desk, text: string): Promise<Result<FoundTicket>> {
  const origin = parseTicketNumber(text);
  if (!origin.ok) return origin;
  if (origin.value.tillNumber === trainingTillNumber && desk.papers.till_number !== trainingTillNumber) {
    return refuse('ticket.training');
  }
  if (origin.value.storeCode !== desk.papers.store_code) {
    return refuse('ticket.other_store');
  }
  const [ticket] = await desk.view.find('tickets', `tickets/${normaliseTicketNumber(text)}`);
  if (!ticket) {
    // Never "unknown": it may be too old for this till, or another till's and not pulled yet.
    return refuse('ticket.not_here');
  }
  return ok(foundTicket(desk, ticket));
}

export function foundTicket(desk: Desk, ticket: Ticket): FoundTicket {
  const lottery = desk.view.held('lotteries', ticket.lottery_id);
  const refused = cancellationRefusal(desk, ticket, lottery);
  return {
    ticket,
    lottery,
    ownTill: isOwn(desk, ticket),
    cancellation: refused ? { refused } : { ground: ticket.late_at === null ? 'cancelled' : 'late' },
  };
}

const isOwn = ({ papers }: Desk, ticket: Ticket) => ticket.device_info.device_id === papers.device_id;

/** TKT4: whether the lottery's law, the clock, the rights and the connection allow it. */
function cancellationRefusal(desk: Desk, ticket: Ticket, lottery: Lottery | null): Refusal | null {
  if (ticket.status === 'cancelled') return refuse('ticket.cancelled').refusal;
  if (ticket.status === 'won') return refuse('ticket.won').refusal;
  const session = desk.session();
  if (!session || !mayDo(desk, session, 'tickets.cancel')) {
    return refuse('permission.missing', { context: 'cancel' }).refusal;
  }
  if (ticket.user_id !== session.user.id && !mayDo(desk, session, 'tickets.cancel_others')) {
    return refuse('permission.missing', { context: 'cancel_foreign' }).refusal;
  }
  if (!isOwn(desk, ticket) && !desk.isOnline()) {
    return refuse('ticket.other_till').refusal;
  }
  // Late tickets take no part in their draw: refundable on any day (DRW2).
  if (ticket.late_at !== null) return null;
  if (!lottery?.cancellation.allowed) {
    return refuse('ticket.not_cancellable').refusal;
  }
  const { now } = desk.reading();
  if (instantMs(now) - instantMs(ticket.purchase_datetime) > lottery.cancellation.minutes * minuteMs) {
    const { minutes } = lottery.cancellation;
    return refuse('ticket.too_old', { minutes }).refusal;
  }
  if (ticket.cutoff_at !== null && now >= ticket.cutoff_at) {
    return refuse('draw.cutoff_passed', { context: 'cancel' }).refusal;
  }
  return null;
}

export async function cancelTicket(
  desk: Desk,
  request: Parameters<Till['cancelTicket']>[0],
): Promise<Result<{ readonly ticket: Ticket; readonly refundMinor: number }>> {
  if (request.reason.trim() === '') return refuse('ticket.no_reason');
  const committed = await desk.commit('ticket.cancelled', async ({ reading }) => {
    const shift = requireShift(desk);
    if (!shift.ok) return shift;
    const found = await findTicket(desk, request.ticketNumber);
    if (!found.ok) return found;
    const { ticket, cancellation } = found.value;
    if ('refused' in cancellation) return { ok: false, refusal: cancellation.refused };
    if (securityCodeHash(ticket.ticket_number, request.securityCode) !== ticket.security_code_hash) {
      return refuse('ticket.wrong_code');
    }
    return ok({
      ticket_id: ticket._id,
      ticket_number: ticket.ticket_number,
      sale_id: ticket.sale_id,
      lottery_id: ticket.lottery_id,
      draw_date: ticket.draw_date,
      ground: cancellation.ground,
      reason: writtenReason(request.reason),
      refund: refundOf(ticket, settingsOf(desk)),
      boards: Math.max(1, ticket.selection.boards.length),
      batch_id: ticket.batch_id,
      serial: ticket.selection.serial,
      shift_id: shift.value._id,
      ...businessDayOf(reading.now, storeOf(desk)),
      authorized_by: null,
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  const { ticket_id, refund } = committed.value.body;
  return ok({
    ticket: must(await desk.view.get('tickets', ticket_id), 'ticket just cancelled'),
    refundMinor: paidBack(refund),
  });
}

/** Never came out, as far as anyone knows: what is printed now is no copy (CLM3). */
async function printOriginal(desk: Desk, number: string): Promise<Result<PrintableTicket>> {
  const printed = await printUnprinted(desk, [number], 'original');
  if (!printed.ok) return printed;
  const [original] = printed.value;
  return original ? ok(original) : notItsTill;
}

/** A copy, marked as one: only this till can compute the code, so only of what it sold itself. */
export async function printAgain(
  desk: Desk,
  ticketNumber: string,
  reason: string,
): Promise<Result<PrintableTicket>> {
  const allowed = requirePermission(desk, 'tickets.reprint');
  if (!allowed.ok) return allowed;
  const number = normaliseTicketNumber(ticketNumber);
  if (desk.unprinted().includes(number)) return printOriginal(desk, number);
  const committed = await desk.commit('ticket.printed_again', async () => {
    const found = await findTicket(desk, ticketNumber);
    if (!found.ok) return found;
    const { ticket, ownTill, lottery } = found.value;
    if (!hasSlip(ticket)) {
      return refuse('ticket.no_slip');
    }
    if (!ownTill || !lottery || ownCode(desk, ticket) === null) return notItsTill;
    return ok({
      ticket_id: ticket._id,
      ticket_number: ticket.ticket_number,
      reason: writtenReason(reason),
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  const ticket = must(await desk.view.get('tickets', committed.value.body.ticket_id), 'ticket just printed');
  const lottery = must(desk.view.held('lotteries', ticket.lottery_id), 'lottery of a ticket');
  const code = must(ownCode(desk, ticket), 'code of an own ticket');
  return ok({ ticket, lottery, securityCode: code, copy: ticket.reprints });
}

const notItsTill = refuse('ticket.other_till', { context: 'copy' });
