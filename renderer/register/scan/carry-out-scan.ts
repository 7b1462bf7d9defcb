import { assertNever } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import { lookUpTicket, showScreen } from '../register-state.ts';
import { addOffer } from '../sell/sell-actions.ts';
import type { Register } from '../till-context.ts';
import { readScan } from './read-scan.ts';

/**
 * A scan decides by itself, on whatever screen: own ticket, look it up; instant ticket, into the basket; batch, receive
 * it. It never pays, and while a sale is being saved it does nothing.
 */
export function carryOutScan(register: Register, code: string): void {
  const { till, store } = register;
  const { view } = till.state();
  if (view === null || store.getState().mode === 'selling') return;
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

function sellInstant(register: Register, lottery: Lottery, serial: number): void {
  const { till, store, t } = register;
  const offer = till.offers().find((one) => one.lottery._id === lottery._id);
  showScreen(store, 'sell');
  const say = (kind: 'refusal' | 'information', text: string) => store.setState({ notice: { kind, text } });
  if (!offer) say('refusal', t('refusals.lottery.inactive', { game: lottery.name }));
  // Tickets of a pack leave it in order, or its count at the end would not be what it says.
  else if (offer.nextSerial !== null && offer.nextSerial !== serial)
    say('refusal', t('sell.notNext', { serial: shown(serial), next: shown(offer.nextSerial) }));
  else if (addOffer(register, offer, 1))
    say('information', t('sell.scanned', { game: lottery.name, serial: shown(serial) }));
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
