import { useEffect } from 'react';
import { useRegister, useRegisterState } from '../till-context.ts';

/**
 * What happens to the slips of a sale that is durable (JRN2). On the screen only they are issued when they are shown; a
 * receipt printer says itself what came out. Of a printed page nobody does: going on with the next sale says so, and a
 * crash before that leaves the tickets listed (TKT5).
 */
export function useIssuing(): void {
  const { till, store, printer, print } = useRegister();
  const sale = useRegisterState(({ mode, lastSale }) => (mode === 'receipt' ? lastSale : null));
  useEffect(() => {
    if (!sale) return;
    const numbers = sale.tickets.map(({ ticket }) => ticket.ticket_number);
    const { kind } = printer.settings;
    if (kind === 'screen') void till.slipsPrinted(numbers);
    else print();
    if (kind !== 'page') return;
    return () => {
      if (store.getState().mode !== 'unprinted') void till.slipsPrinted(numbers);
    };
  }, [sale, till, store, printer, print]);
}
