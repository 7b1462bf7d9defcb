import { refusalText } from '../../texts/refusal-text.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { bounceMs } from '../keys/use-is-meant.ts';
import { printShownSale } from '../printing/issue-sales.ts';
import { basketOf, rowsOf, typingOf } from '../register-state.ts';
import { type Register, useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { clearBasket, moveOn, offerToMoveOn, removeRow } from '../transitions/basket.ts';
import { clearNotice, showInformation, showRefusal } from '../transitions/notices.ts';
import { openPanel } from '../transitions/panels.ts';
import { showScreen } from '../transitions/screens.ts';
import { forgetTyped } from '../transitions/typing.ts';
import { canMoveOn, inOpenDraws, rowOffer } from './basket.ts';
import { openPayment, selectedRow } from './sell-actions.ts';
import { pressSellKey } from './sell-keys.ts';
import type { SellMode } from './sell-mode.ts';

/** Keys and buttons of the sell screen while no panel has its own. */
export function useSellLayer(): void {
  const register = useRegister();
  const mode = useRegisterState((state) => state.mode.is);
  const isOnPaper = useRegisterState(({ mode }) => mode.is === 'receipt' && mode.onPaper);
  const holdLabel = useHoldLabel();
  useLayer({
    level: 0,
    // A number counts as typed only until another key follows; what waits for its rest is the first that is taken back.
    actions: actionsOf(register, mode, isOnPaper, holdLabel).map((action) => ({
      ...action,
      run: () => {
        const wasHalfTyped = takeBackHalfTyped(register);
        if (!wasHalfTyped || action.key !== 'Backspace') action.run();
      },
    })),
    onKey: (key, atMs) => {
      if (!/^[\d*]$/.test(key) && takeBackHalfTyped(register) && key === 'Escape') return true;
      return pressSellKey(register, key, atMs);
    },
  });
}

/** F5 puts the basket aside, or brings one back: how many there are is seen before. */
function useHoldLabel(): string {
  const { t } = useRegister();
  const { length: count } = useTillState().held;
  const isEmpty = useRegisterState((state) => rowsOf(state).length === 0);
  if (count === 0) return t('sell.keyHold');
  return isEmpty ? t('sell.keyHeld', { count }) : t('sell.keyHoldCount', { count });
}

/** True where a first digit or a count was waiting for the game's number. */
function takeBackHalfTyped({ store }: Register): boolean {
  const typing = typingOf(store.getState());
  store.change(forgetTyped);
  const isHalf = typing.pending !== '' || typing.times !== null;
  if (isHalf) store.change(clearNotice);
  return isHalf;
}

function actionsOf(
  register: Register,
  mode: SellMode['is'],
  isOnPaper: boolean,
  holdLabel: string,
): readonly Action[] {
  const { store, t } = register;
  const showUnprinted = () => store.change(openPanel('unprinted'), clearNotice);
  const go = (screen: 'ticket' | 'shift' | 'more') => () => {
    if (store.getState().mode.is === 'receipt') store.change(clearBasket);
    store.change(showScreen(screen));
  };
  const elsewhere: readonly Action[] = [
    { key: 'F8', label: t('sell.keyTicket'), run: go('ticket') },
    { key: 'F9', label: t('sell.keyShift'), run: go('shift') },
    { key: 'F10', label: t('sell.keyMore'), run: go('more') },
  ];
  if (mode === 'receipt') {
    const next = () => store.change(clearBasket);
    const nextByEnter = () => {
      const shown = store.getState().mode;
      if (shown.is === 'receipt' && performance.now() - shown.shownAtMs > bounceMs) next();
    };
    return [
      { key: 'Enter', label: t('sell.keyNextSale'), run: nextByEnter, primary: true },
      register.printer.settings.kind === 'screen' && !isOnPaper
        ? { key: 'F6', label: t('sell.keyPrint'), run: () => void printShownSale(register) }
        : { key: 'F6', label: t('printing.notOut'), run: showUnprinted },
      { key: 'Escape', label: t('sell.keyBack'), run: next },
      ...elsewhere,
    ];
  }
  return [
    { key: 'Enter', label: t('sell.keyPay'), run: () => pay(register), primary: true },
    { key: 'F2', label: t('sell.keyQuantity'), run: () => changeSelected(register, 'quantity') },
    { key: 'F3', label: t('sell.keyDraws'), run: () => changeSelected(register, 'draws') },
    { key: 'F4', label: t('sell.keyNumbers'), run: () => store.change(openPanel('numbers'), clearNotice) },
    {
      key: 'Backspace',
      label: t('sell.keyTakeBack'),
      run: () => {
        const last = rowsOf(store.getState()).at(-1);
        store.change(last ? removeRow(last.id) : clearNotice);
      },
    },
    { key: 'F5', label: holdLabel, run: () => store.change(openPanel('held'), clearNotice) },
    { key: 'F7', label: t('sell.keyVoid'), run: () => voidBasket(register) },
    ...elsewhere,
  ];
}

function pay(register: Register): void {
  const { store, till, t } = register;
  const offers = till.state().offers;
  const { rows, moveOnOffered } = basketOf(store.getState());
  const closed = rows.some((row) => canMoveOn(row, rowOffer(offers, row)));
  if (closed && moveOnOffered) {
    store.change(moveOn(inOpenDraws(rows, offers)));
    return;
  }
  const refusal = openPayment(register);
  if (!refusal || !closed) return;
  // The way out is one key: the same number of draws, from the next one still open.
  store.change(offerToMoveOn, showRefusal(t('sell.drawClosedMoveOn', { message: refusalText(t, refusal) })));
}

function changeSelected(register: Register, panel: 'quantity' | 'draws'): void {
  const { store, till, t } = register;
  const row = selectedRow(register);
  if (!row) {
    store.change(showRefusal(t('sell.nothingSelected')));
  } else if (panel === 'draws' && (rowOffer(till.state().offers, row)?.slots.length ?? 0) === 0) {
    store.change(showRefusal(t('sell.noDraws')));
  } else store.change(openPanel(panel), clearNotice);
}

function voidBasket({ store, t }: Register): void {
  const had = rowsOf(store.getState()).length > 0;
  store.change(clearBasket);
  if (had) store.change(showInformation(t('sell.voided')));
}
