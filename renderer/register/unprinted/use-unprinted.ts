import { useEffect, useState } from 'react';
import type { PrintableTicket } from '../../local/api.ts';
import { useRegister, useTillState } from '../till-context.ts';

/** The tickets whose printing was not confirmed, oldest first; null until they are read. */
export function useUnprinted(): readonly PrintableTicket[] | null {
  const { till } = useRegister();
  const { unprinted } = useTillState();
  const [tickets, setTickets] = useState<readonly PrintableTicket[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when one comes or goes
  useEffect(() => {
    let gone = false;
    till.unprintedTickets().then(
      (found) => gone || setTickets(found),
      (error: unknown) => console.error(error),
    );
    return () => {
      gone = true;
    };
  }, [till, unprinted]);
  return tickets?.filter(({ ticket }) => unprinted.includes(ticket.ticket_number)) ?? null;
}
