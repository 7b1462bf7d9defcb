import { refusalText } from '../../texts/refusal-text.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { nothingTyped } from '../keys/typed-numbers.ts';
import { bounceMs } from '../keys/use-is-meant.ts';
import { printShownSale } from '../printing/issue-sales.ts';
import type { SellMode } from '../register-state.ts';
import { type Register, useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { clearNotice, showInformation, showRefusal } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { canMoveOn, inOpenDraws, rowOffer } from './basket.ts';
import { clearBasket, openPayment, removeRow, selectedRow } from './sell-actions.ts';
import { pressSellKey } from './sell-keys.ts';

/** Keys and buttons of the sell screen while no panel has its own. */
export function useSellLayer(): void {
  const register = useRegister();
  const mode = useRegisterState((state) => state.mode);
  const isOnPaper = useRegisterState(({ onPaper, lastSale }) => onPaper === lastSale);
  const holdLabel = useHoldLabel();
  useLayer({
    level: 0,
    // A number counts as typed only until another key follows; what waits for its rest is the first that is taken back.
    actions: actionsOf(register, mode, isOnPaper, holdLabel).map((action) => ({
      ...action,
      run: () => {
        const wasHalfTyped = forgetTyped(register);
        if (!wasHalfTyped || action.key !== 'Backspace') action.run();
      },
    })),
    onKey: (key, atMs) => {
      if (!/^[\d*]$/.test(key) && forgetTyped(register) && key === 'Escape') return true;
      return pressSellKey(register, key, atMs);
    },
  });
}

/** F5 puts the basket aside, or brings one back: how many there are is seen before. */
function useHoldLabel(): string {
  const { t } = useRegister();
  const { length: count } = useTillState().held;
  const isEmpty = useRegisterState(({ rows }) => rows.length === 0);
  if (count === 0) return t('sell.keyHold');
  return isEmpty ? t('sell.keyHeld', { count }) : t('sell.keyHoldCount', { count });
}

/** True where a first digit or a count was waiting for the game's number. */
function forgetTyped({ store }: Register): boolean {
  const { typing } = store.getState();
  store.setState({ typing: nothingTyped });
  const isHalf = typing.pending !== '' || typing.times !== null;
  if (isHalf) store.change(clearNotice);
  return isHalf;
}

function actionsOf(
  register: Register,
  mode: SellMode,
  isOnPaper: boolean,
  holdLabel: string,
): readonly Action[] {
  const { store, t } = register;
  const showUnprinted = () => store.setState({ mode: 'unprinted', notice: null });
  const go = (screen: 'ticket' | 'shift' | 'more') => () => {
    if (store.getState().mode === 'receipt') clearBasket(store);
    store.change(showScreen(screen));
  };
  const elsewhere: readonly Action[] = [
    { key: 'F8', label: t('sell.keyTicket'), run: go('ticket') },
    { key: 'F9', label: t('sell.keyShift'), run: go('shift') },
    { key: 'F10', label: t('sell.keyMore'), run: go('more') },
  ];
  if (mode === 'receipt') {
    const next = () => clearBasket(store);
    const nextByEnter = () => {
      if (performance.now() - store.getState().receiptAtMs > bounceMs) next();
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
    { key: 'F2', label: t('sell.keyQuantity'), run: () => openPanel(register, 'quantity') },
    { key: 'F3', label: t('sell.keyDraws'), run: () => openPanel(register, 'draws') },
    { key: 'F4', label: t('sell.keyNumbers'), run: () => store.setState({ mode: 'numbers', notice: null }) },
    {
      key: 'Backspace',
      label: t('sell.keyTakeBack'),
      run: () => removeRow(register, store.getState().rows.at(-1)?.id),
    },
    { key: 'F5', label: holdLabel, run: () => store.setState({ mode: 'held', notice: null }) },
    { key: 'F7', label: t('sell.keyVoid'), run: () => voidBasket(register) },
    ...elsewhere,
  ];
}

function pay(register: Register): void {
  const { store, till, t } = register;
  const offers = till.offers();
  const closed = store.getState().rows.some((row) => canMoveOn(row, rowOffer(offers, row)));
  if (closed && store.getState().moveOnOffered) {
    store.setState({ rows: inOpenDraws(store.getState().rows, offers), notice: null, moveOnOffered: false });
    return;
  }
  const refusal = openPayment(register);
  if (!refusal || !closed) return;
  // The way out is one key: the same number of draws, from the next one still open.
  store.change(
    (state) => ({ ...state, moveOnOffered: true }),
    showRefusal(t('sell.drawClosedMoveOn', { message: refusalText(t, refusal) })),
  );
}

function openPanel(register: Register, mode: 'quantity' | 'draws'): void {
  const { store, till, t } = register;
  const row = selectedRow(register);
  if (!row) {
    store.change(showRefusal(t('sell.nothingSelected')));
  } else if (mode === 'draws' && (rowOffer(till.offers(), row)?.slots.length ?? 0) === 0) {
    store.change(showRefusal(t('sell.noDraws')));
  } else store.setState({ mode, notice: null });
}

function voidBasket({ store, t }: Register): void {
  const had = store.getState().rows.length > 0;
  clearBasket(store);
  if (had) store.change(showInformation(t('sell.voided')));
}
