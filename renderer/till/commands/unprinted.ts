import { businessDayOf } from '../../../shared/domain/business-day.ts';
import { paidBack, refundOf } from '../../../shared/domain/refund.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import type { PrintableTicket, Till } from '../api.ts';
import { type Desk, requirePermission, requireShift, settingsOf, storeOf } from './desk.ts';
import { type CheckUser, lend } from './drawer.ts';
import { ownCode } from './own-code.ts';
import { writtenReason } from './written-reason.ts';

/** The slips of these tickets, as originals; one that this till can no longer make is left out. */
export async function unprintedTickets(
  desk: Desk,
  numbers: readonly string[],
): Promise<readonly PrintableTicket[]> {
  const found = await Promise.all(numbers.map((number) => originalOf(desk, number)));
  return found.flatMap((one) => (one ? [one] : []));
}

async function originalOf(desk: Desk, number: string): Promise<PrintableTicket | null> {
  const [ticket] = await desk.view.find('tickets', `tickets/${number}`);
  const lottery = ticket && desk.view.held('lotteries', ticket.lottery_id);
  const code = ticket && ownCode(desk, ticket);
  return ticket && lottery && code ? { ticket, lottery, securityCode: code, copy: null } : null;
}

/**
 * Writes down that tickets in doubt are printed as originals now, or that their slips were found; each an entry of its
 * own. `original`: they stay in doubt until their printing is confirmed.
 */
export async function printUnprinted(
  desk: Desk,
  numbers: readonly string[],
  how: 'original' | 'found',
): Promise<Result<readonly PrintableTicket[]>> {
  const allowed = requirePermission(desk, 'tickets.sell');
  if (!allowed.ok) return allowed;
  const printables = await unprintedTickets(desk, numbers);
  for (const { ticket } of printables) {
    const committed = await desk.commit('ticket.printed', () =>
      desk.unprinted().includes(ticket.ticket_number)
        ? ok({
            ticket_id: ticket._id,
            ticket_number: ticket.ticket_number,
            how,
            pos_version: desk.posVersion,
          })
        : notInDoubt,
    );
    if (!committed.ok) return committed;
  }
  return ok(printables);
}

/**
 * Writes a ticket off that did not come out, with a manager's right, and gives its price back. Before the cut-off only:
 * after it, a printing fault would be worth a look at the draw. The slip can be printed then all the same.
 */
export async function misprint(
  desk: Desk,
  { ticketNumber, reason, approval }: Parameters<Till['misprint']>[0],
  check: CheckUser,
): Promise<Result<{ readonly ticket: Ticket; readonly refundMinor: number }>> {
  if (reason.trim() === '') return refuse('ticket.no_reason');
  const lent = await lend(desk, 'tickets.misprint', approval, check);
  if (!lent.ok) return lent;
  const committed = await desk.commit('ticket.cancelled', async ({ reading }) => {
    const shift = requireShift(desk);
    if (!shift.ok) return shift;
    if (!desk.unprinted().includes(ticketNumber)) return notInDoubt;
    const original = await originalOf(desk, ticketNumber);
    if (!original) return refuse('ticket.not_here');
    const { ticket } = original;
    if (ticket.cutoff_at !== null && reading.now >= ticket.cutoff_at) {
      return refuse('draw.cutoff_passed', { context: 'misprint' });
    }
    return ok({
      ticket_id: ticket._id,
      ticket_number: ticketNumber,
      sale_id: ticket.sale_id,
      lottery_id: ticket.lottery_id,
      draw_date: ticket.draw_date,
      ground: 'misprint' as const,
      reason: writtenReason(reason),
      refund: refundOf(ticket, settingsOf(desk)),
      boards: Math.max(1, ticket.selection.boards.length),
      batch_id: ticket.batch_id,
      serial: ticket.selection.serial,
      shift_id: shift.value._id,
      ...businessDayOf(reading.now, storeOf(desk)),
      authorized_by: lent.value,
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  const { body } = committed.value;
  const ticket = await desk.view.get('tickets', body.ticket_id);
  return ticket ? ok({ ticket, refundMinor: paidBack(body.refund) }) : notInDoubt;
}

const notInDoubt = refuse('ticket.printed');
