import { useTranslation } from 'react-i18next';
import { formatBoard } from '../../../shared/domain/numbers.ts';
import { type Fact, Facts } from '../../kit/facts.tsx';
import type { FoundTicket } from '../../till/api.ts';
import { useFormat, useView } from '../till-context.ts';
import classes from './ticket.module.css';

export function TicketFacts({ found }: { readonly found: FoundTicket }) {
  const { t } = useTranslation();
  const { ticket, lottery, ownTill } = found;
  const { store, devices, users } = useView();
  const format = useFormat();
  const device = devices.find(({ _id }) => _id === ticket.device_info.device_id)?.name;
  const boards = ticket.selection.boards.map((board) => formatBoard(board, lottery?.pools));
  const facts: Fact[] = [
    {
      name: t('ticket.facts.state'),
      value: (
        <b className={ticket.status === 'cancelled' || ticket.late_at ? classes.strong : undefined}>
          {t(`ticket.state.${ticket.status}`)}
          {ticket.late_at && ` · ${t('ticket.late')}`}
        </b>
      ),
    },
    { name: t('ticket.facts.game'), value: lottery?.name ?? t('ticket.unknownGame') },
    ...boards.map((value, index) => ({
      name:
        boards.length === 1
          ? t('ticket.facts.numbers')
          : `${t('ticket.facts.numbers')} ${String.fromCharCode(65 + index)}`,
      value,
    })),
    ...(ticket.selection.serial === null
      ? []
      : [{ name: t('ticket.facts.serial'), value: String(ticket.selection.serial).padStart(6, '0') }]),
    ...(ticket.draw_date ? [{ name: t('ticket.facts.draw'), value: format.dayTime(ticket.draw_date) }] : []),
    { name: t('ticket.facts.sold'), value: format.dateTime(ticket.purchase_datetime) },
    {
      name: t('ticket.facts.where'),
      value: [store.name, ownTill ? t('ticket.thisTill') : device].filter(Boolean).join(' · '),
    },
    { name: t('ticket.facts.cashier'), value: users.find(({ _id }) => _id === ticket.user_id)?.name ?? '–' },
    {
      name: t('ticket.facts.registered'),
      value: ticket.registered_at
        ? t('ticket.registeredAt', { time: format.dateTime(ticket.registered_at) })
        : t('ticket.notRegistered'),
    },
    { name: t('ticket.facts.price'), value: format.money(ticket.total_amount) },
    { name: t('ticket.facts.payment'), value: t(`ticket.payment.${ticket.payment_method}`) },
    ...(ticket.reprints > 0 ? [{ name: t('ticket.facts.reprints'), value: String(ticket.reprints) }] : []),
  ];
  return <Facts facts={facts} />;
}
