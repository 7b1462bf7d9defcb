import { first } from 'rxjs';
import { type Static, Type } from 'typebox';
import type { TillState } from '../../till/api.ts';
import { HeldBasket } from '../../till/commands/held-baskets.ts';
import { rowsOf } from '../register-state.ts';
import { readStored } from '../stored.ts';
import type { Register } from '../till-context.ts';
import { layBasket } from '../transitions/basket.ts';
import { showInformation } from '../transitions/notices.ts';
import { laidBack } from './basket.ts';

const KeptBasket = Type.Object({
  userId: Type.String(),
  shiftId: Type.String(),
  /** In this shift, when the basket was as it is here: any sale since then may have been its own. */
  ticketsSold: Type.Integer(),
  rows: HeldBasket.properties.rows,
});
type KeptBasket = Static<typeof KeptBasket>;
const key = 'tillside.basket';

/**
 * The basket survives a reload of this window, for the same user, in the same shift. Never beside its sale, and not where
 * it is held: a crash in the midst of either, or a copy of this window, must not bring it back.
 */
export function keepBasket(
  { till, store, t }: Register,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): void {
  let isRead = false;
  const read = () => {
    isRead = true;
    const state = till.state();
    const kept = readStored(storage, key, KeptBasket);
    if (!kept || !isStillOpen(kept, state) || rowsOf(store.getState()).length > 0) return;
    store.change(layBasket(laidBack(kept.rows)), showInformation(t('sell.basketKept')));
  };
  till.states.pipe(first(canSell)).subscribe(read);
  store.subscribe((now, before) => {
    const rows = rowsOf(now);
    if (!isRead || rows === rowsOf(before)) return;
    const { session, training, view } = till.state();
    storage.removeItem(key);
    if (rows.length === 0 || training || session === null || !view?.shift) return;
    const at = { userId: session.user.id, shiftId: view.shift._id, ticketsSold: view.shift.tickets_sold };
    try {
      storage.setItem(key, JSON.stringify({ ...at, rows }));
    } catch {
      // No room for it: then a reload empties the basket, and selling goes on.
    }
  });
}

const canSell = ({ phase, session, view }: TillState): boolean =>
  phase.phase === 'ready' && session !== null && view !== null;

function isStillOpen(kept: KeptBasket, { session, view, held }: TillState): boolean {
  const shift = view?.shift;
  const numbersOf = (rows: KeptBasket['rows']) =>
    JSON.stringify(
      rows.map(({ lotteryId, quantity, tickets, draws, printed = null }) => [
        lotteryId,
        quantity,
        tickets,
        draws,
        printed,
      ]),
    );
  return (
    kept.userId === session?.user.id &&
    kept.shiftId === shift?._id &&
    kept.ticketsSold === shift.tickets_sold &&
    !held.some(({ rows }) => numbersOf(rows) === numbersOf(kept.rows))
  );
}
