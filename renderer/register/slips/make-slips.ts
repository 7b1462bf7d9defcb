import type { CompletedSale, MovedCash, PrintableTicket, TillView } from '../../till/api.ts';
import { type Report, reportSlip } from '../close-shift/report-slip.ts';
import { cashSlip } from '../shift/cash-slip.ts';
import type { Paper } from './paper.ts';
import { saleReceipt } from './sale-receipt.ts';
import type { SlipDocument, SlipLine } from './slip-document.ts';
import { ticketSlip } from './ticket-slip.ts';

/** Makes the slips of this store, in its language; each of training says so, first and last. */
export interface Slips {
  readonly ticket: (printable: PrintableTicket) => SlipDocument;
  readonly receipt: (sale: CompletedSale) => SlipDocument;
  readonly report: (report: Report) => SlipDocument;
  readonly cash: (moved: MovedCash) => SlipDocument;
}

export function makeSlips(paper: Paper, view: TillView, training: boolean): Slips {
  const mark: SlipLine = { is: 'mark', text: paper.t('training.mark') };
  const marked = (slip: SlipDocument): SlipDocument =>
    training ? { ...slip, lines: [mark, ...slip.lines, mark] } : slip;
  return {
    ticket: (printable) => marked(ticketSlip(paper, view, { ...printable, training })),
    receipt: (sale) => marked(saleReceipt(paper, view, sale)),
    report: (report) => marked(reportSlip(paper, view, report)),
    cash: (moved) => marked(cashSlip(paper, view, moved)),
  };
}
