import { maxTicketsPerSale } from '../../../shared/journal/bodies/sale.ts';
import { ok, type Refusal, type Result } from '../../../shared/result.ts';
import type { Board } from '../../../shared/schema/tickets.ts';
import type { Offer } from '../../till/api.ts';
import { basketOf, isSaving, refusalNotice, rowsOf } from '../register-state.ts';
import type { Register } from '../till-context.ts';
import {
  addRow,
  beginSale,
  changeRow,
  removeRow,
  selectRow,
  splitRow,
  withdrawMoveOn,
} from '../transitions/basket.ts';
import { showInformation, showNotice, showRefusal } from '../transitions/notices.ts';
import { beginPayment } from '../transitions/payment.ts';
import { forgetTypedRows } from '../transitions/typing.ts';
import {
  type BasketRow,
  basketLines,
  isQuickPicks,
  newRow,
  toLines,
  withBoards,
  withDraws,
  withQuantity,
} from './basket.ts';

export function addGame(register: Register, number: number, times: number): void {
  const { till, store, t } = register;
  const offers = till.state().offers;
  const offer = offers[number - 1];
  if (!offer) {
    store.change(beginSale, forgetTypedRows, showRefusal(t('sell.noGame', { number, count: offers.length })));
    return;
  }
  addOffer(register, offer, times);
}

export function addOffer(
  register: Register,
  offer: Offer,
  times: number,
  chosen: Partial<Pick<BasketRow, 'printed'>> & { readonly boards?: readonly Board[] } = {},
): boolean {
  const { store, t } = register;
  // A tile or the command field may be touched while a basket is being sold: nothing goes into it any more.
  if (isSaving(store.getState())) return false;
  store.change(beginSale, forgetTypedRows, withdrawMoveOn);
  if (offer.blocked) {
    store.change(showNotice(refusalNotice(t, offer.blocked)));
    return false;
  }
  if (countTickets(rowsOf(store.getState())) + times > maxTicketsPerSale) {
    store.change(showRefusal(t('sell.tooMany', { max: maxTicketsPerSale })));
    return false;
  }
  const checked = rowInOpenDraw(register, offer, times, chosen.boards);
  if (!checked.ok) {
    store.change(showNotice(refusalNotice(t, checked.refusal)));
    return false;
  }
  store.change(addRow({ ...checked.value, printed: chosen.printed ?? null }));
  return true;
}

/** A new row in the first draw that can be sold: offline the next one closes early while later ones are still open. */
function rowInOpenDraw(
  { till }: Register,
  offer: Offer,
  times: number,
  boards?: readonly Board[],
): Result<BasketRow> {
  const picked = newRow(0, offer, times, till.quickPick);
  const row = boards ? withBoards(picked, boards, till.quickPick) : picked;
  const first = till.checkBasket(toLines(row));
  if (first.ok || !tooLate.has(first.refusal.code)) return first.ok ? ok(row) : first;
  for (const { draw_date } of offer.slots.slice(1)) {
    const later = { ...row, draws: [draw_date] };
    if (till.checkBasket(toLines(later)).ok) return ok(later);
  }
  return first;
}

const tooLate: ReadonlySet<string> = new Set(['draw.cutoff_passed', 'offline.too_near_cutoff']);

export const countTickets = (rows: readonly BasketRow[]): number =>
  rows.reduce((sum, row) => sum + row.quantity * Math.max(1, row.draws.length), 0);

export const selectedRow = ({ store }: Register): BasketRow | undefined => {
  const { rows, selectedRowId } = basketOf(store.getState());
  return rows.find(({ id }) => id === selectedRowId) ?? rows.at(-1);
};

export function moveSelection(register: Register, by: 1 | -1): void {
  const rows = rowsOf(register.store.getState());
  const selected = selectedRow(register);
  const at = selected ? rows.indexOf(selected) : -1;
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  if (next) register.store.change(selectRow(next.id));
}

/** Puts a changed row in its place where the till would sell it; says why not otherwise. */
function replaceRow({ till, store, t }: Register, row: BasketRow): boolean {
  const changed = rowsOf(store.getState()).map((old) => (old.id === row.id ? row : old));
  if (countTickets(changed) > maxTicketsPerSale) {
    store.change(showRefusal(t('sell.tooMany', { max: maxTicketsPerSale })));
    return false;
  }
  const check = till.checkBasket(toLines(row));
  if (!check.ok) {
    store.change(showNotice(refusalNotice(t, check.refusal)));
    return false;
  }
  store.change(changeRow(row));
  return true;
}

export function changeQuantity(register: Register, row: BasketRow, quantity: number): boolean {
  if (quantity < 1) {
    register.store.change(removeRow(row.id));
    return true;
  }
  if (row.printed && quantity > 1) {
    register.store.change(showRefusal(register.t('sell.scanEach')));
    return false;
  }
  return replaceRow(register, withQuantity(row, quantity, register.till.quickPick));
}

export function changeDraws(register: Register, row: BasketRow, offer: Offer, count: number): boolean {
  return replaceRow(register, withDraws(row, offer, count));
}

/** Of several quick picks one ticket plays the chosen numbers, on a line of its own. */
export function changeBoards(register: Register, row: BasketRow, boards: readonly Board[]): boolean {
  const { till, store, t } = register;
  const isSplit = row.quantity > 1 && isQuickPicks(row);
  if (!isSplit) return replaceRow(register, withBoards(row, boards, till.quickPick));
  const own = { ...row, tickets: [boards], quantity: 1 };
  const check = till.checkBasket(toLines(own));
  if (!check.ok) {
    store.change(showNotice(refusalNotice(t, check.refusal)));
    return false;
  }
  const rest = withQuantity(row, row.quantity - 1, till.quickPick);
  store.change(splitRow(rest, own), showInformation(t('sell.split', { count: rest.quantity })));
  return true;
}

/** Everything that `sell` would refuse is said before the customer is asked for money. */
export function openPayment({ till, store, t }: Register): Refusal | null {
  const rows = rowsOf(store.getState());
  if (rows.length === 0) {
    store.change(showRefusal(t('sell.nothingToPay')));
    return null;
  }
  const check = till.checkBasket(basketLines(rows));
  if (check.ok) {
    store.change(beginPayment);
    return null;
  }
  store.change(showNotice(refusalNotice(t, check.refusal)));
  return check.refusal;
}
