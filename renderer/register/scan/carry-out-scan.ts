import { assertNever } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Offer, TillView } from '../../local/api.ts';
import { lookUpTicket, type Notice, type RegisterState, showScreen, waitForSale } from '../register-state.ts';
import { addOffer, countTickets } from '../sell/sell-actions.ts';
import type { Register } from '../till-context.ts';
import { readScan } from './read-scan.ts';

/**
 * A scan decides by itself, on whatever screen: own ticket, look it up; instant ticket, into the basket; batch, receive
 * it. It never pays; while a sale is being saved it waits.
 */
export function carryOutScan(register: Register, code: string): void {
  const { till, store, t } = register;
  const { view, session, locked } = till.state();
  if (view === null) return;
  if (locked || session === null) refuse(register, t(locked ? 'frame.scan.locked' : 'frame.scan.signedOut'));
  else if (store.getState().mode === 'selling') waitForSale(store, { code });
  else carryOut(register, code, view);
}

function carryOut(register: Register, code: string, view: TillView): void {
  const { store } = register;
  const scanned = readScan(code, view);
  switch (scanned.is) {
    case 'ticket':
      lookUpTicket(store, code);
      break;
    case 'instant':
      sellInstant(register, scanned.lottery, scanned.serial);
      break;
    case 'batch':
      receive(register, scanned.lottery._id, scanned.batchNumber);
      break;
    case 'unknown':
      // A parcel's number may be any text: where one is being received it can be nothing else.
      if (store.getState().receiving) receive(register, null, code);
      else lookUpTicket(store, code);
      break;
    default:
      assertNever(scanned);
  }
}

/** The rest of a scan did not come: what there was of it is gone. */
export const refuseBrokenScan = (register: Register): void =>
  refuse(register, register.t('frame.scan.brokeOff'));

const refuse = ({ store }: Register, text: string): void =>
  store.setState({ notice: { kind: 'refusal', text } });

function sellInstant(register: Register, lottery: Lottery, serial: number): void {
  const { till, store, t } = register;
  const offer = till.offers().find((one) => one.lottery._id === lottery._id);
  showScreen(store, 'sell');
  const next = offer ? nextSerial(offer, store.getState()) : null;
  const say = (kind: Notice['kind'], text: string) => store.setState({ notice: { kind, text } });
  if (!offer) say('refusal', t('refusals.lottery.inactive', { game: lottery.name }));
  // Tickets of a pack leave it in order, or its count at the end would not be what it says.
  else if (next !== null && next !== serial)
    say('refusal', t('sell.notNext', { serial: shown(serial), next: shown(next) }));
  else if (addOffer(register, offer, 1))
    say('information', t('sell.scanned', { game: lottery.name, serial: shown(serial) }));
}

/** After those of the game that lie in the basket already; what the receipt stands for is sold. */
function nextSerial({ lottery, nextSerial: next }: Offer, { rows, mode }: RegisterState): number | null {
  if (next === null || mode === 'receipt') return next;
  const own = rows.filter(({ lotteryId }) => lotteryId === lottery._id);
  return next + countTickets(own);
}

const shown = (serial: number): string => String(serial).padStart(3, '0');

function receive({ till, store, t }: Register, lotteryId: string | null, batchNumber: string): void {
  if (!till.may('stock.receive')) {
    store.setState({ notice: { kind: 'refusal', text: t('stock.receiveNotAllowed') } });
    return;
  }
  store.setState(({ wantedBatch }) => ({
    screen: 'stock',
    notice: null,
    wantedBatch: { lotteryId, batchNumber, again: (wantedBatch?.again ?? 0) + 1 },
  }));
}
