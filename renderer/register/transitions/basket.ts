import { basketOf, isSaving, type RegisterState, type Transition } from '../register-state.ts';
import { type Basket, type BasketRow, emptyBasket } from '../sell/basket.ts';
import { type Filling, filling } from '../sell/sell-mode.ts';
import { closePanel } from './panels.ts';

const withBasket = (state: RegisterState, basket: Basket): RegisterState =>
  state.mode.is === 'receipt' ? state : { ...state, mode: { ...state.mode, basket } };

/** The basket is seen again, or still is: then what was typed goes on. */
const filled = ({ mode }: RegisterState, basket: Basket): Filling =>
  mode.is === 'basket' ? { ...mode, basket } : filling(basket);

export const layBasket =
  (basket: Basket): Transition =>
  (state) => ({ ...state, mode: filling(basket) });

export const clearBasket: Transition = (state) => ({
  ...state,
  mode: filling(emptyBasket()),
  notice: null,
});

/** The key that starts the next sale is carried out, not swallowed: whatever adds something first puts the receipt away. */
export const beginSale: Transition = (state) => {
  switch (state.mode.is) {
    case 'receipt':
      return clearBasket(state);
    case 'unprinted':
      return closePanel(state);
    default:
      return state;
  }
};

/** Numbered as the basket's next, whatever its own number. Into a basket that is being saved nothing goes any more. */
export const addRow =
  (row: BasketRow): Transition =>
  (state) => {
    if (isSaving(state)) return state;
    const { rows, nextRowId } = basketOf(state);
    const basket: Basket = {
      rows: [...rows, { ...row, id: nextRowId }],
      nextRowId: nextRowId + 1,
      selectedRowId: nextRowId,
      moveOnOffered: false,
    };
    return { ...state, mode: { ...filled(state, basket), lastTypedRowIds: [nextRowId] }, notice: null };
  };

export const removeRow =
  (id: number): Transition =>
  (state) => {
    const basket = basketOf(state);
    const rows = basket.rows.filter((row) => row.id !== id);
    const selectedRowId = basket.selectedRowId === id ? (rows.at(-1)?.id ?? null) : basket.selectedRowId;
    return { ...withBasket(state, { ...basket, rows, selectedRowId, moveOnOffered: false }), notice: null };
  };

export const selectRow =
  (selectedRowId: number): Transition =>
  (state) =>
    withBasket(state, { ...basketOf(state), selectedRowId });

/** A row was changed: it is seen in its place. */
export const changeRow =
  (row: BasketRow): Transition =>
  (state) => {
    const basket = basketOf(state);
    const rows = basket.rows.map((old) => (old.id === row.id ? row : old));
    return {
      ...state,
      mode: filled(state, { ...basket, rows, selectedRowId: row.id, moveOnOffered: false }),
      notice: null,
    };
  };

/** One row becomes two: the rest in its place, and after it a row of its own. */
export const splitRow =
  (rest: BasketRow, own: BasketRow): Transition =>
  (state) => {
    const basket = basketOf(state);
    const { nextRowId } = basket;
    const rows = basket.rows.flatMap((row) =>
      row.id === rest.id ? [rest, { ...own, id: nextRowId }] : [row],
    );
    const split = {
      rows,
      nextRowId: nextRowId + 1,
      selectedRowId: nextRowId,
      moveOnOffered: false,
    };
    return { ...state, mode: filled(state, split), notice: null };
  };

/** Enter would move the basket to the next draw, until the basket is another one. */
export const offerToMoveOn: Transition = (state) =>
  withBasket(state, { ...basketOf(state), moveOnOffered: true });

export const withdrawMoveOn: Transition = (state) =>
  withBasket(state, { ...basketOf(state), moveOnOffered: false });

/** The basket in draws that are still open. */
export const moveOn =
  (rows: readonly BasketRow[]): Transition =>
  (state) => ({
    ...withBasket(state, { ...basketOf(state), rows, moveOnOffered: false }),
    notice: null,
  });
