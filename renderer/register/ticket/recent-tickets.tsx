import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTicketNumber, normaliseTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import type { FoundTicket } from '../../local/api.ts';
import { useFormat, useTill } from '../till-context.ts';
import classes from './ticket-screen.module.css';

const shown = 60;

interface RecentTicketsProps {
  /** As typed: part of a number, or of a game's name. */
  readonly filter: string;
  readonly onChoose: (ticket: Ticket) => void;
}

export function RecentTickets({ filter, onChoose }: RecentTicketsProps) {
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
  const found = recent.filter((ticket) => contains(ticket, filter));
  return (
    <>
      <h2>{t('ticket.recent')}</h2>
      {recent.length === 0 && <p className="soft">{t('ticket.none')}</p>}
      {recent.length > 0 && found.length === 0 && <p className="soft">{t('ticket.noneOfThem')}</p>}
      <ul className={classes.list} aria-label={t('ticket.recent')}>
        {found.map((ticket) => (
          <li key={ticket.ticket._id}>
            <RecentTicket found={ticket} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </>
  );
}

const contains = ({ ticket, lottery }: FoundTicket, filter: string): boolean =>
  ticket.ticket_number.includes(normaliseTicketNumber(filter)) ||
  (lottery?.name.toLowerCase().includes(filter.trim().toLowerCase()) ?? false);

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
    <UnstyledButton type="button" onClick={() => onChoose(ticket)}>
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
