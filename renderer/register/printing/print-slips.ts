import { refusalNotice } from '../register-state.ts';
import type { SlipDocument } from '../slips/slip-document.ts';
import type { Register } from '../till-context.ts';
import { showNotice } from '../transitions/notices.ts';

/**
 * Prints slips. Those of tickets that the printer confirms are settled one by one (TKT5). False where it stopped; the
 * reason is said.
 */
export async function printSlips(
  { till, store, printer, t }: Pick<Register, 'till' | 'store' | 'printer' | 't'>,
  slips: readonly SlipDocument[],
): Promise<boolean> {
  const printed = await printer.print(slips, {
    // In doubt no more: it came out before its turn, or was written off.
    isWanted: ({ original }) => original === undefined || till.isInDoubt(original),
    onPrinted: ({ original }) => {
      if (original !== undefined) void settleSlips({ till, store, t }, [original]);
    },
  });
  if (!printed.ok) store.change(showNotice(refusalNotice(t, printed.refusal)));
  return printed.ok;
}

/** Their slips are on paper. Where that cannot be written down they are listed again after a restart, and that is said. */
export async function settleSlips(
  { till, store, t }: Pick<Register, 'till' | 'store' | 't'>,
  ticketNumbers: readonly string[],
): Promise<void> {
  const settled = await till.slipsPrinted(ticketNumbers);
  if (!settled.ok) store.change(showNotice(refusalNotice(t, settled.refusal)));
}
