import type { FoundTicket } from '../../till/api.ts';
import { addOffer } from '../sell/sell-actions.ts';
import type { Register } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';

/** Only numbers can be played again: a raffle's or a scratch ticket's was for sale once. */
export const canPlayAgain = ({ ticket }: FoundTicket): boolean => ticket.selection.boards.length > 0;

/** The numbers of an old ticket go into the basket, for the next draw that is still open; where that is refused it is said. */
export function playAgain(register: Register, { ticket }: FoundTicket): void {
  const { till, store, t } = register;
  const offer = till.state().offers.find(({ lottery }) => lottery._id === ticket.lottery_id);
  if (!offer || !till.state().view?.shift) {
    const text = t(offer ? 'ticket.playNoShift' : 'ticket.playGone');
    store.change(showRefusal(text));
    return;
  }
  // Chosen by chance then, they are wanted now.
  const boards = ticket.selection.boards.map((board) => ({ ...board, quick_pick: false }));
  if (addOffer(register, offer, 1, { boards })) store.change(showScreen('sell'));
}
