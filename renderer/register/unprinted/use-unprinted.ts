import { useEffect, useState } from 'react';
import type { PrintableTicket } from '../../till/api.ts';
import { useRegister, useTillState } from '../till-context.ts';

/** The tickets whose printing was not confirmed, oldest first; none until they are read. */
export function useUnprinted(): {
  readonly tickets: readonly PrintableTicket[];
  readonly reading: 'loading' | 'read' | 'failed';
} {
  const { till } = useRegister();
  const { unprinted } = useTillState();
  const [tickets, setTickets] = useState<readonly PrintableTicket[]>([]);
  const [reading, setReading] = useState<'loading' | 'read' | 'failed'>('loading');
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when one comes or goes
  useEffect(() => {
    let gone = false;
    till.unprintedTickets().then(
      (found) => {
        if (gone) return;
        setTickets(found);
        setReading('read');
      },
      () => gone || setReading('failed'),
    );
    return () => {
      gone = true;
    };
  }, [till, unprinted]);
  const waiting = tickets.filter(({ ticket }) => unprinted.includes(ticket.ticket_number));
  return { tickets: waiting, reading };
}
