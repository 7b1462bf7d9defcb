import { refusalNotice } from '../register-state.ts';
import type { Register } from '../till-context.ts';

/**
 * Prints what is laid out for printing. Slips of tickets that the printer confirms are settled one by one; where it
 * stops, the rest is shown as not printed, with the reason (TKT5).
 */
export async function printLaidOut(register: Pick<Register, 'till' | 'store' | 'printer' | 'laidOut' | 't'>) {
  const { till, store, printer, laidOut, t } = register;
  const printed = await printer.print(laidOut.current, ({ original }) => {
    if (original !== undefined) void till.slipsPrinted([original]);
  });
  if (printed.ok) return;
  const isReceipt = store.getState().mode === 'receipt' && till.state().unprinted.length > 0;
  store.setState({
    notice: refusalNotice(t, printed.refusal),
    ...(isReceipt ? { mode: 'unprinted' } : {}),
  });
}
