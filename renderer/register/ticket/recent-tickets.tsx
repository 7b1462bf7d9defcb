import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTicketNumber, normaliseTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import { ListRow, RowList } from '../../kit/list-row.tsx';
import type { FoundTicket } from '../../till/api.ts';
import { lineAfter } from '../keys/arrow-keys.ts';
import { useLayer } from '../keys/layers.ts';
import { useFormat, useTill } from '../till-context.ts';

const shown = 60;

interface RecentTicketsProps {
  /** As typed: part of a number, or of a game's name. */
  readonly filter: string;
  readonly onChoose: (ticket: Ticket) => void;
}

/** The newest is marked, which was just sold; arrow keys mark another one, and Enter opens it. */
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
  const found = typeof recent === 'string' ? [] : recent.filter((ticket) => contains(ticket, filter));
  const [at, setAt] = useState(0);
  const marked = found[Math.min(at, found.length - 1)];
  useLayer({
    level: 1,
    onKey(key) {
      const next = lineAfter(key, at, found.length);
      if (next !== null) setAt(next);
      else if (key === 'Enter' && marked) onChoose(marked.ticket);
      else return false;
      return true;
    },
  });
  if (recent === 'loading') return <p className="soft">{t('ticket.loading')}</p>;
  if (recent === 'failed') return <p>{t('ticket.failed')}</p>;
  return (
    <>
      <h2>{t('ticket.recent')}</h2>
      {recent.length === 0 && <p className="soft">{t('ticket.none')}</p>}
      {recent.length > 0 && found.length === 0 && <p className="soft">{t('ticket.noneOfThem')}</p>}
      <RowList label={t('ticket.recent')}>
        {found.map((ticket) => (
          <RecentTicket
            key={ticket.ticket._id}
            found={ticket}
            marked={ticket === marked}
            onChoose={onChoose}
          />
        ))}
      </RowList>
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
  marked,
  onChoose,
}: {
  readonly found: FoundTicket;
  readonly marked: boolean;
  readonly onChoose: (t: Ticket) => void;
}) {
  const { t } = useTranslation();
  const { ticket, lottery } = found;
  const format = useFormat();
  const isLate = ticket.status === 'sold' && ticket.late_at !== null;
  return (
    <ListRow
      title={lottery?.name ?? t('ticket.unknownGame')}
      amount={format.money(ticket.total_amount)}
      detail={`${formatTicketNumber(ticket.ticket_number)} · ${format.dateTime(ticket.purchase_datetime)}`}
      state={{
        text: isLate ? t('ticket.lateShort') : t(`ticket.state.${ticket.status}`),
        strong: ticket.status === 'cancelled' || ticket.late_at !== null,
      }}
      pressed={marked}
      onPress={() => onChoose(ticket)}
    />
  );
}
