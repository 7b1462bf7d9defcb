import { shownSerial, soldBefore } from '../../../shared/domain/printed-serial.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { PrintedSerial } from '../../till/api.ts';
import { rowsOf } from '../register-state.ts';
import { basketLines } from '../sell/basket.ts';
import { addOffer } from '../sell/sell-actions.ts';
import type { Register } from '../till-context.ts';
import { beginSale, removeRow } from '../transitions/basket.ts';
import { showInformation, showRefusal } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import type { Scanned } from './read-scan.ts';

/** A scratch ticket goes into the basket, once. */
export function sellScanned(register: Register, { lottery, printed }: Scanned<'instant'>): void {
  const { till, store, t } = register;
  const offer = till.state().offers.find((one) => one.lottery._id === lottery._id);
  store.change(showScreen('sell'));
  if (!offer) {
    store.change(showRefusal(t('refusals.lottery.inactive', { game: lottery.name })));
    return;
  }
  store.change(beginSale);
  const ofGame = basketLines(rowsOf(store.getState()).filter(({ lotteryId }) => lotteryId === lottery._id));
  const line = { lottery_id: lottery._id, boards: [], draw_dates: [], quantity: 1, printed };
  const check = till.checkBasket([...ofGame, line]);
  if (!check.ok) store.change(showRefusal(refusalText(t, check.refusal)));
  else if (addOffer(register, offer, 1, { printed })) {
    const text = t('sell.scanned', { game: lottery.name, serial: shownSerial(printed.serial) });
    store.change(showInformation(text));
    void takeBackSold(register, lottery._id, printed);
  }
}

/** What was sold before is found a moment later than the ticket is in the basket. */
async function takeBackSold(register: Register, lotteryId: string, printed: PrintedSerial): Promise<void> {
  const { till, store, t } = register;
  if (!(await till.isSold(lotteryId, printed))) return;
  const row = rowsOf(store.getState()).find((one) => one.printed === printed);
  if (!row) return;
  store.answer(removeRow(row.id), showRefusal(refusalText(t, soldBefore(printed.serial))));
}
