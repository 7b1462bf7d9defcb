import { shownSerial, soldBefore } from '../../../shared/domain/printed-serial.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { PrintedSerial, TillView } from '../../till/api.ts';
import { isReceiving, rowsOf } from '../register-state.ts';
import { basketLines } from '../sell/basket.ts';
import { addOffer } from '../sell/sell-actions.ts';
import type { Register } from '../till-context.ts';
import { beginSale, removeRow } from '../transitions/basket.ts';
import { showInformation, showRefusal } from '../transitions/notices.ts';
import { lookUpTicket, receiveBatch, showScreen } from '../transitions/screens.ts';
import { readScan } from './read-scan.ts';

/**
 * A scan decides by itself, on whatever screen: own ticket, look it up; instant ticket, into the basket; batch, receive
 * it. It never pays.
 */
export function carryOutScan(register: Register, code: string): void {
  const { till, t } = register;
  const { view, session, locked } = till.state();
  if (view === null) return;
  if (locked || session === null) refuse(register, t(locked ? 'frame.scan.locked' : 'frame.scan.signedOut'));
  else carryOut(register, code, view);
}

function carryOut(register: Register, code: string, view: TillView): void {
  const { store } = register;
  const scanned = readScan(code, view);
  switch (scanned.is) {
    case 'ticket':
      store.change(lookUpTicket(code));
      break;
    case 'instant':
      sellInstant(register, scanned.lottery, scanned.printed);
      break;
    case 'batch':
      receive(register, scanned.lottery._id, scanned.batchNumber);
      break;
    case 'refused': {
      const { toReceive, refusal } = scanned;
      if (!isReceiving(store.getState())) refuse(register, refusalText(register.t, refusal));
      else receive(register, toReceive?.lottery._id ?? null, toReceive?.batchNumber ?? code);
      break;
    }
    case 'unknown':
      // A parcel's number may be any text: where one is being received it can be nothing else.
      if (isReceiving(store.getState())) receive(register, null, code);
      else store.change(lookUpTicket(code));
      break;
    default:
      assertNever(scanned);
  }
}

/** The rest of a scan did not come: what there was of it is gone. */
export const refuseBrokenScan = (register: Register): void =>
  refuse(register, register.t('frame.scan.brokeOff'));

const refuse = ({ store }: Register, text: string): void => store.change(showRefusal(text));

function sellInstant(register: Register, lottery: Lottery, printed: PrintedSerial): void {
  const { till, store, t } = register;
  const offer = till.offers().find((one) => one.lottery._id === lottery._id);
  store.change(showScreen('sell'));
  if (!offer) {
    refuse(register, t('refusals.lottery.inactive', { game: lottery.name }));
    return;
  }
  store.change(beginSale);
  const ofGame = basketLines(rowsOf(store.getState()).filter(({ lotteryId }) => lotteryId === lottery._id));
  const line = { lottery_id: lottery._id, boards: [], draw_dates: [], quantity: 1, printed };
  const check = till.checkBasket([...ofGame, line]);
  if (!check.ok) refuse(register, refusalText(t, check.refusal));
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
  store.change(removeRow(row.id), showRefusal(refusalText(t, soldBefore(printed.serial))));
}

function receive({ till, store, t }: Register, lotteryId: string | null, batchNumber: string): void {
  if (!till.may('stock.receive')) {
    store.change(showRefusal(t('stock.receiveNotAllowed')));
    return;
  }
  store.change(receiveBatch({ lotteryId, batchNumber }));
}
