import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import type { FoundTicket } from '../../local/api.ts';
import { useFormat, useTill } from '../till-context.ts';
import classes from './ticket-screen.module.css';

const shown = 12;

export function RecentTickets({ onChoose }: { readonly onChoose: (ticket: Ticket) => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const [recent, setRecent] = useState<readonly FoundTicket[] | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let gone = false;
    till.recentTickets(shown).then(
      (tickets) => gone || setRecent(saleBySale(tickets)),
      () => gone || setRecent('failed'),
    );
    return () => {
      gone = true;
    };
  }, [till]);
  if (recent === 'loading') return <p className="soft">{t('ticket.loading')}</p>;
  if (recent === 'failed') return <p>{t('ticket.failed')}</p>;
  return (
    <>
      <h2>{t('ticket.recent')}</h2>
      {recent.length === 0 && <p className="soft">{t('ticket.none')}</p>}
      <ul className={classes.list} aria-label={t('ticket.recent')}>
        {recent.map((found) => (
          <li key={found.ticket._id}>
            <RecentTicket found={found} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The newest sale first; within a sale the tickets as they were sold, which is the order of their numbers. */
const saleBySale = (tickets: readonly FoundTicket[]): readonly FoundTicket[] =>
  [...Map.groupBy(tickets, ({ ticket }) => ticket.transaction_id).values()].flatMap((sale) =>
    sale.toSorted((a, b) => (a.ticket.ticket_number < b.ticket.ticket_number ? -1 : 1)),
  );

function RecentTicket({
  found,
  onChoose,
}: {
  readonly found: FoundTicket;
  readonly onChoose: (t: Ticket) => void;
}) {
  const { t } = useTranslation();
  const { ticket, lottery } = found;
  const format = useFormat();
  const number = formatTicketNumber(ticket.ticket_number);
  return (
    <UnstyledButton type="button" aria-label={number} onClick={() => onChoose(ticket)}>
      <b>{lottery?.name ?? t('ticket.unknownGame')}</b>
      <span className={classes.amount}>{format.money(ticket.total_amount)}</span>
      <span className="soft">
        {number} · {format.dateTime(ticket.purchase_datetime)}
      </span>
      <span className={ticket.status === 'cancelled' || ticket.late_at ? classes.done : 'soft'}>
        {ticket.status === 'sold' && ticket.late_at
          ? t('ticket.lateShort')
          : t(`ticket.state.${ticket.status}`)}
      </span>
    </UnstyledButton>
  );
}
