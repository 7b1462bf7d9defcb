import type { CompletedSale } from '../../local/api.ts';
import type { SlipDocument } from '../slips/slip-document.ts';
import type { Register } from '../till-context.ts';
import { printSlips } from './print-slips.ts';

type Issuing = Pick<Register, 'till' | 'store' | 'printer' | 'slips' | 't'>;

/**
 * Issues the slips of every sale once, when it is durable (JRN2): a receipt that comes back to the screen issues nothing
 * again (CLM3). On the screen only they are issued when they are shown; a receipt printer says itself what came out. Of
 * a printed page nobody does: going on with the next sale says so, and a crash before that leaves the tickets listed
 * (TKT5).
 */
export function issueSales(register: Issuing): void {
  register.store.subscribe(({ lastSale }, before) => {
    if (lastSale !== null && lastSale !== before.lastSale) void issue(register, lastSale);
  });
}

async function issue(register: Issuing, sale: CompletedSale): Promise<void> {
  const { till, store, printer } = register;
  const numbers = sale.tickets.map(({ ticket }) => ticket.ticket_number);
  const { kind } = printer.settings;
  if (kind === 'screen') return till.slipsPrinted(numbers);
  const putAway = receiptPutAway(store, sale);
  if (await printSlips(register, slipsOf(register, sale))) {
    if (kind === 'page' && (await putAway) === 'went_on') await till.slipsPrinted(numbers);
    return;
  }
  const { mode, lastSale } = store.getState();
  const isInDoubt = till.state().unprinted.some((number) => numbers.includes(number));
  if (mode === 'receipt' && lastSale === sale && isInDoubt) store.setState({ mode: 'unprinted' });
}

function slipsOf({ slips }: Issuing, sale: CompletedSale): readonly SlipDocument[] {
  const { ticket, receipt } = slips();
  return [...sale.tickets.map((printable) => ticket(printable)), receipt(sale)];
}

/** Whether the cashier went on after a sale, or said that its slips did not come out. */
function receiptPutAway(store: Issuing['store'], sale: CompletedSale): Promise<'went_on' | 'in_doubt'> {
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(({ mode, lastSale }) => {
      if (mode === 'receipt' && lastSale === sale) return;
      unsubscribe();
      resolve(mode === 'unprinted' ? 'in_doubt' : 'went_on');
    });
  });
}
