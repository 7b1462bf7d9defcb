import { useEffect, useState } from 'react';
import type { PrintableTicket } from '../../local/api.ts';
import { useSlips } from '../slips/use-slips.ts';
import { useRegister } from '../till-context.ts';

/** Originals that were journalled as printed anew: laid out, and sent to the printer once they are. */
export function useOriginals() {
  const { till, printer, print } = useRegister();
  const { ticket } = useSlips();
  const [printed, setPrinted] = useState<readonly PrintableTicket[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time they are journalled
  useEffect(() => {
    if (printed.length === 0) return;
    // Where slips are only shown, they are issued when they are.
    if (printer.settings.kind === 'screen') {
      void till.slipsPrinted(printed.map((printable) => printable.ticket.ticket_number));
    } else print();
  }, [printed]);
  return { printed, setPrinted, slips: printed.map(ticket) };
}
