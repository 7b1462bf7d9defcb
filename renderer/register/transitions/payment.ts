import type { CompletedSale } from '../../till/api.ts';
import { isSaving, type Notice, type Transition } from '../register-state.ts';
import { noTender, type Tender } from '../sell/sell-mode.ts';

/** Basket → payment. */
export const beginPayment: Transition = (state) =>
  isSaving(state) || state.mode.is === 'receipt'
    ? state
    : {
        ...state,
        mode: { is: 'payment', basket: state.mode.basket, tender: noTender },
        notice: null,
      };

/** Something more was entered of a payment. */
export const enterTender =
  (change: (tender: Tender) => Partial<Tender>): Transition =>
  (state) =>
    state.mode.is === 'payment' || state.mode.is === 'selling'
      ? { ...state, mode: { ...state.mode, tender: { ...state.mode.tender, ...change(state.mode.tender) } } }
      : state;

/** Payment → selling, and from nowhere else: a second Enter finds no payment. */
export const beginSelling: Transition = (state) =>
  state.mode.is === 'payment' ? { ...state, mode: { ...state.mode, is: 'selling' }, notice: null } : state;

/** Selling → receipt. What is committed is shown as committed, whatever stood there by then (JRN2). */
export const showReceipt =
  (sale: CompletedSale, shownAtMs: number): Transition =>
  (state) => ({ ...state, mode: { is: 'receipt', sale, onPaper: false, shownAtMs }, lastSale: sale });

/** Selling → payment, as it was; the reason is said. */
export const refuseSale =
  (notice: Notice): Transition =>
  (state) =>
    state.mode.is === 'selling'
      ? { ...state, mode: { ...state.mode, is: 'payment' }, notice }
      : { ...state, notice };

/** The slips on the screen go to paper, or did not after all. */
export const markOnPaper =
  (sale: CompletedSale, onPaper: boolean): Transition =>
  (state) =>
    state.mode.is === 'receipt' && state.mode.sale === sale
      ? { ...state, mode: { ...state.mode, onPaper } }
      : state;
