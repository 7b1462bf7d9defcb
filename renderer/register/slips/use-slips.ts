import { useMemo } from 'react';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { CompletedSale, PrintableTicket } from '../../local/api.ts';
import { zSlip } from '../close-shift/z-slip.ts';
import { usePaper, useView } from '../till-context.ts';
import { saleReceipt } from './sale-receipt.ts';
import type { SlipDocument } from './slip-document.ts';
import { ticketSlip } from './ticket-slip.ts';

/** Makes the slips of this store, in its language. */
export interface Slips {
  readonly ticket: (printable: PrintableTicket) => SlipDocument;
  readonly receipt: (sale: CompletedSale) => SlipDocument;
  readonly zReport: (shift: Shift) => SlipDocument;
}

export function useSlips(): Slips {
  const paper = usePaper();
  const view = useView();
  return useMemo(
    () => ({
      ticket: (printable) => ticketSlip(paper, view, printable),
      receipt: (sale) => saleReceipt(paper, view, sale),
      zReport: (shift) => zSlip(paper, view, shift),
    }),
    [paper, view],
  );
}
