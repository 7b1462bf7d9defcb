import { refusalNotice } from '../register-state.ts';
import type { SlipDocument } from '../slips/slip-document.ts';
import type { Register } from '../till-context.ts';

/**
 * Prints slips. Those of tickets that the printer confirms are settled one by one (TKT5). False where it stopped; the
 * reason is said.
 */
export async function printSlips(
  { till, store, printer, t }: Pick<Register, 'till' | 'store' | 'printer' | 't'>,
  slips: readonly SlipDocument[],
): Promise<boolean> {
  const printed = await printer.print(slips, ({ original }) => {
    if (original !== undefined) void till.slipsPrinted([original]);
  });
  if (!printed.ok) store.setState({ notice: refusalNotice(t, printed.refusal) });
  return printed.ok;
}
