import type { CompletedSale } from '../../till/api.ts';
import { refusalNotice } from '../register-state.ts';
import type { SlipDocument } from '../slips/slip-document.ts';
import { slipsOfSale } from '../slips/ticket-slip.ts';
import type { Register } from '../till-context.ts';
import { printSlips, settleSlips } from './print-slips.ts';

type Issuing = Pick<Register, 'till' | 'store' | 'printer' | 'slips' | 't'>;

const numbersOf = (sale: CompletedSale): readonly string[] =>
  slipsOfSale(sale).map(({ ticket }) => ticket.ticket_number);

/**
 * Issues the slips of every sale once, when it is durable (JRN2): a receipt that comes back to the screen issues nothing
 * again (CLM3). On the screen only they are issued when they are shown.
 */
export function issueSales(register: Issuing): void {
  const { store, printer } = register;
  store.subscribe(({ lastSale }, before) => {
    if (lastSale === null || lastSale === before.lastSale) return;
    if (printer.settings.kind === 'screen') void settleSlips(register, numbersOf(lastSale));
    else void issueOnPaper(register, lastSale);
  });
}

/** The slips of the sale on the screen, which were only shown, go to paper: once, as originals (CLM3). */
export async function printShownSale(register: Issuing): Promise<void> {
  const { till, store } = register;
  const { lastSale, onPaper } = store.getState();
  if (lastSale === null || lastSale === onPaper) return;
  store.setState({ onPaper: lastSale });
  const doubted = await till.slipsGoToPaper(numbersOf(lastSale));
  if (!doubted.ok) {
    store.setState({ onPaper: null, notice: refusalNotice(register.t, doubted.refusal) });
    return;
  }
  await issueOnPaper(register, lastSale);
}

/**
 * A receipt printer says itself what came out. Of a printed page nobody does: going on with the next sale says so, and a
 * crash before that leaves the tickets listed (TKT5).
 */
async function issueOnPaper(register: Issuing, sale: CompletedSale): Promise<void> {
  const { till, store, printer } = register;
  const numbers = numbersOf(sale);
  const confirms = printer.settings.kind === 'receipt_printer';
  const putAway = receiptPutAway(register, sale);
  if (await printSlips(register, slipsOf(register, sale))) {
    if (!confirms && (await putAway) === 'went_on') await settleSlips(register, numbers);
    return;
  }
  const { mode, lastSale } = store.getState();
  const isInDoubt = till.state().unprinted.some((number) => numbers.includes(number));
  if (mode === 'receipt' && lastSale === sale && isInDoubt)
    store.answer((state) => ({ ...state, mode: 'unprinted' }));
}

function slipsOf({ slips }: Issuing, sale: CompletedSale): readonly SlipDocument[] {
  const { ticket, receipt } = slips();
  return [...slipsOfSale(sale).map((printable) => ticket(printable)), receipt(sale)];
}

/** Whether the cashier went on after a sale, or said that its slips did not come out. Who takes over has seen none. */
function receiptPutAway({ store, till }: Issuing, sale: CompletedSale): Promise<'went_on' | 'in_doubt'> {
  const seller = till.state().session?.user.id;
  return new Promise((resolve) => {
    const look = ({ mode, lastSale }: ReturnType<Issuing['store']['getState']>) => {
      if (mode === 'receipt' && lastSale === sale) return;
      unsubscribe();
      const isSeller = till.state().session?.user.id === seller;
      resolve(mode === 'unprinted' || !isSeller ? 'in_doubt' : 'went_on');
    };
    const unsubscribe = store.subscribe(look);
    look(store.getState());
  });
}
