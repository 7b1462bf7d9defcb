import type { CompletedSale } from '../../till/api.ts';
import { type RegisterState, refusalNotice } from '../register-state.ts';
import type { SlipDocument } from '../slips/slip-document.ts';
import { slipsOfSale } from '../slips/ticket-slip.ts';
import type { Register } from '../till-context.ts';
import { showNotice } from '../transitions/notices.ts';
import { openPanel } from '../transitions/panels.ts';
import { markOnPaper } from '../transitions/payment.ts';
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
  const issued = new WeakSet<CompletedSale>();
  store.subscribe(({ lastSale }) => {
    if (lastSale === null || issued.has(lastSale)) return;
    issued.add(lastSale);
    if (printer.settings.kind === 'screen') void settleSlips(register, numbersOf(lastSale));
    else void issueOnPaper(register, lastSale);
  });
}

/** The slips of the sale on the screen, which were only shown, go to paper: once, as originals (CLM3). */
export async function printShownSale(register: Issuing): Promise<void> {
  const { till, store } = register;
  const { mode } = store.getState();
  if (mode.is !== 'receipt' || mode.onPaper) return;
  const { sale } = mode;
  store.change(markOnPaper(sale, true));
  const doubted = await till.slipsGoToPaper(numbersOf(sale));
  if (!doubted.ok) {
    store.change(markOnPaper(sale, false), showNotice(refusalNotice(register.t, doubted.refusal)));
    return;
  }
  await issueOnPaper(register, sale);
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
  const isInDoubt = till.state().unprinted.some((number) => numbers.includes(number));
  if (isReceiptOf(store.getState(), sale) && isInDoubt) store.answer(openPanel('unprinted'));
}

const isReceiptOf = ({ mode }: RegisterState, sale: CompletedSale): boolean =>
  mode.is === 'receipt' && mode.sale === sale;

function slipsOf({ slips }: Issuing, sale: CompletedSale): readonly SlipDocument[] {
  const { ticket, receipt } = slips();
  return [...slipsOfSale(sale).map((printable) => ticket(printable)), receipt(sale)];
}

/** Whether the cashier went on after a sale, or said that its slips did not come out. Who takes over has seen none. */
function receiptPutAway({ store, till }: Issuing, sale: CompletedSale): Promise<'went_on' | 'in_doubt'> {
  const seller = till.state().session?.user.id;
  return new Promise((resolve) => {
    const look = (state: RegisterState) => {
      if (isReceiptOf(state, sale)) return;
      unsubscribe();
      const isSeller = till.state().session?.user.id === seller;
      resolve(state.mode.is === 'unprinted' || !isSeller ? 'in_doubt' : 'went_on');
    };
    const unsubscribe = store.subscribe(look);
    look(store.getState());
  });
}
