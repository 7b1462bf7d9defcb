import type { HeldBasket } from '../../local/held-baskets.ts';
import type { Say } from '../../texts/create-texts.ts';
import { refusalNotice, showScreen } from '../register-state.ts';
import { type BasketRow, hasClosedDraw, rowOffer } from '../sell/basket.ts';
import { clearBasket } from '../sell/sell-actions.ts';
import type { Register } from '../till-context.ts';

const rowsOf = (rows: readonly BasketRow[]): HeldBasket['rows'] =>
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

/** Puts the basket on the screen aside; null where that is refused: then it stays there. */
async function putAside({ till, store, t }: Register, name: string): Promise<HeldBasket | null> {
  const { rows } = store.getState();
  const held = await till.holdBasket(name, rowsOf(rows));
  if (!held.ok) {
    store.setState({ notice: refusalNotice(t, held.refusal) });
    return null;
  }
  // What was added while it was written is not in it.
  if (store.getState().rows === rows) clearBasket(store);
  return held.value;
}

export async function holdBasket(register: Register, name: string): Promise<void> {
  const { store, t } = register;
  const held = await putAside(register, name);
  if (held) {
    const text = t('held.held', { basket: whichBasket(t, held) });
    store.setState({ notice: { kind: 'information', text } });
  }
}

/** Brings it back in place of an empty basket, and says where sales of a draw in it have closed meanwhile. */
export async function resumeBasket(register: Register, number: number): Promise<void> {
  const { till, store, t } = register;
  if (store.getState().rows.length > 0) {
    store.setState({ notice: { kind: 'refusal', text: t('held.basketFirst') } });
    return;
  }
  const taken = await till.takeHeldBasket(number);
  if (!taken.ok) {
    store.setState({ notice: refusalNotice(t, taken.refusal) });
    return;
  }
  const { nextRowId } = store.getState();
  const rows = taken.value.rows.map(
    (row, index): BasketRow => ({
      ...row,
      printed: row.printed ?? null,
      id: nextRowId + index,
    }),
  );
  const offers = till.offers();
  const closed = rows.some((row) => hasClosedDraw(row, rowOffer(offers, row)));
  const basket = whichBasket(t, taken.value);
  clearBasket(store);
  store.setState({
    rows,
    nextRowId: nextRowId + rows.length,
    selectedRowId: rows.at(-1)?.id ?? null,
    moveOnOffered: closed,
    notice: closed
      ? { kind: 'refusal', text: t('held.resumedClosed', { basket }) }
      : { kind: 'information', text: t('held.resumed', { basket }) },
  });
}

/** Another user goes on: what lies in the basket is the earlier one's, and is held under that name. */
export async function leaveBasket(register: Register, name: string): Promise<void> {
  const { store, t } = register;
  const { rows, mode } = store.getState();
  showScreen(store, 'sell');
  store.setState({ lastSale: null });
  if (rows.length === 0 || mode === 'receipt') {
    clearBasket(store);
    return;
  }
  const held = await putAside(register, name);
  if (held) {
    const text = t('held.left', { name, number: held.number });
    store.setState({ notice: { kind: 'information', text } });
  }
}
