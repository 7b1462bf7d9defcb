import type { Result } from '../../../shared/result.ts';
import type { Say } from '../../texts/create-texts.ts';
import type { HeldBasket } from '../../till/commands/held-baskets.ts';
import { isSaving, type Notice, refusalNotice, rowsOf, type Transition } from '../register-state.ts';
import { type BasketRow, canMoveOn, laidBack, rowOffer } from '../sell/basket.ts';
import type { Register } from '../till-context.ts';
import { clearBasket, layBasket, offerToMoveOn } from '../transitions/basket.ts';
import { beginMoving, refuseMove } from '../transitions/held.ts';
import { showInformation, showRefusal } from '../transitions/notices.ts';
import { openPanel } from '../transitions/panels.ts';
import { showScreen } from '../transitions/screens.ts';
import { forgetPerson } from '../transitions/shift.ts';

const keptRows = (rows: readonly BasketRow[]): HeldBasket['rows'] =>
  rows.map(({ lotteryId, tickets, draws, quantity, printed = null }) => ({
    lotteryId,
    tickets: tickets.map((boards) => [...boards]),
    draws: [...draws],
    quantity,
    printed,
  }));

/** `no. 2 (Red coat)` */
export const whichBasket = (t: Say, { number, name }: Pick<HeldBasket, 'number' | 'name'>): string =>
  name === '' ? t('held.which', { number }) : t('held.whichNamed', { number, name });

/** Nothing may sell a basket on its way, or it would be sold and held at once: the mode changes before anything is awaited. */
async function moving<T>(
  { store, queue, t }: Register,
  move: () => Promise<Result<T>>,
  moved: (value: T) => readonly Transition[],
): Promise<void> {
  if (isSaving(store.getState())) return;
  const stays = (notice: Notice) => {
    queue.refused();
    store.answer(refuseMove(notice));
  };
  store.change(beginMoving);
  const letGo = queue.hold({ afterEnter: true });
  try {
    const result = await move();
    if (result.ok) store.answer(...moved(result.value));
    else stays(refusalNotice(t, result.refusal));
  } catch (error) {
    stays({ kind: 'refusal', text: t('frame.unexpected', { error: String(error) }) });
  } finally {
    letGo();
  }
}

/** Puts the basket on the screen aside; where that is refused it stays there. */
const putAside = (register: Register, name: string, said: (held: HeldBasket) => string): Promise<void> =>
  moving(
    register,
    () => register.till.holdBasket(name, keptRows(rowsOf(register.store.getState()))),
    (held) => [clearBasket, showInformation(said(held))],
  );

export const holdBasket = (register: Register, name: string): Promise<void> =>
  putAside(register, name, (held) => register.t('held.held', { basket: whichBasket(register.t, held) }));

/** Brings it back in place of an empty basket, and says where sales of a draw in it have closed meanwhile. */
export async function resumeBasket(register: Register, number: number): Promise<void> {
  const { till, store, t } = register;
  if (rowsOf(store.getState()).length > 0) {
    store.change(showRefusal(t('held.basketFirst')));
    return;
  }
  await moving(
    register,
    () => till.takeHeldBasket(number),
    (taken) => {
      const laid = laidBack(taken.rows);
      const offers = till.state().offers;
      const closed = laid.rows.some((row) => canMoveOn(row, rowOffer(offers, row)));
      const basket = whichBasket(t, taken);
      return closed
        ? [layBasket(laid), offerToMoveOn, showRefusal(t('held.resumedClosed', { basket }))]
        : [layBasket(laid), showInformation(t('held.resumed', { basket }))];
    },
  );
}

export const discardBasket = (register: Register, basket: HeldBasket): Promise<void> =>
  moving(
    register,
    () => register.till.takeHeldBasket(basket.number),
    () => [
      clearBasket,
      openPanel('held'),
      showInformation(register.t('held.discarded', { basket: whichBasket(register.t, basket) })),
    ],
  );

/** Another user goes on: what lies in the basket is the earlier one's, and is held under that name. */
export async function leaveBasket(register: Register, name: string): Promise<void> {
  const { store, t } = register;
  store.change(showScreen('sell'), forgetPerson);
  if (rowsOf(store.getState()).length === 0) {
    store.change(clearBasket);
    return;
  }
  await putAside(register, name, ({ number }) => t('held.left', { name, number }));
}
