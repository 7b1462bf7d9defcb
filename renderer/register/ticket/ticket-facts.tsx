import { formatBoard } from '../../../shared/domain/numbers.ts';
import { type Fact, Facts } from '../../components/facts.tsx';
import type { FoundTicket } from '../../local/api.ts';
import { useFormat, useView } from '../till-context.ts';
import { texts } from './texts.ts';
import classes from './ticket-screen.module.css';

const names = texts.facts;

export function TicketFacts({ found }: { readonly found: FoundTicket }) {
  const { ticket, lottery, ownTill } = found;
  const { store, devices, users } = useView();
  const format = useFormat();
  const device = devices.find(({ _id }) => _id === ticket.device_info.device_id)?.name;
  const boards = ticket.selection.boards.map((board) => formatBoard(board, lottery?.pools));
  const facts: Fact[] = [
    {
      name: names.state,
      value: (
        <b className={ticket.status === 'cancelled' || ticket.late_at ? classes.strong : undefined}>
          {texts.state[ticket.status]}
          {ticket.late_at && ` · ${texts.late}`}
        </b>
      ),
    },
    { name: names.game, value: lottery?.name ?? texts.unknownGame },
    ...boards.map((value, index) => ({
      name: boards.length === 1 ? names.numbers : `${names.numbers} ${String.fromCharCode(65 + index)}`,
      value,
    })),
    ...(ticket.selection.serial === null
      ? []
      : [{ name: names.serial, value: String(ticket.selection.serial).padStart(6, '0') }]),
    ...(ticket.draw_date ? [{ name: names.draw, value: format.dayTime(ticket.draw_date) }] : []),
    { name: names.sold, value: format.dateTime(ticket.purchase_datetime) },
    { name: names.where, value: [store.name, ownTill ? texts.thisTill : device].filter(Boolean).join(' · ') },
    { name: names.cashier, value: users.find(({ _id }) => _id === ticket.user_id)?.name ?? '–' },
    {
      name: names.registered,
      value: ticket.registered_at
        ? texts.registeredAt(format.dateTime(ticket.registered_at))
        : texts.notRegistered,
    },
    { name: names.price, value: format.money(ticket.total_amount) },
    { name: names.payment, value: texts.payment[ticket.payment_method] },
    ...(ticket.reprints > 0 ? [{ name: names.reprints, value: String(ticket.reprints) }] : []),
  ];
  return <Facts facts={facts} />;
}
