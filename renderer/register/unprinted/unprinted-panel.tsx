import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import { ListRow, RowList } from '../../kit/list-row.tsx';
import type { PrintableTicket } from '../../till/api.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { useFormat, useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { closePanel } from '../transitions/panels.ts';
import { useAskingAloud } from '../use-asking.ts';
import { MisprintForm } from './misprint-form.tsx';
import classes from './unprinted-panel.module.css';
import { useOriginals } from './use-originals.ts';
import { useUnprinted } from './use-unprinted.ts';

/** They would change or pay the basket that lies unseen behind the panel. */
const ofBasket: ReadonlySet<string> = new Set([
  'Enter',
  'Backspace',
  'Delete',
  '+',
  '-',
  'F2',
  'F3',
  'F4',
  'F7',
]);

/**
 * In the basket's place after a jam or a crash: tickets that are sold and of which nobody knows whether they came out
 * (TKT5). The next sale may go first; they stay listed.
 */
export function UnprintedPanel() {
  const { t } = useTranslation();
  const { store } = useRegister();
  const format = useFormat();
  const { unprinted } = useTillState();
  const { tickets, reading } = useUnprinted();
  const originals = useOriginals();
  const [selected, setSelected] = useState(0);
  const [misprinting, setMisprinting] = useState(false);
  const [refunded, setRefunded] = useState<{ ticket: Ticket; refundMinor: number } | null>(null);

  const chosen = tickets[Math.min(selected, tickets.length - 1)];
  // A moment ago the same Enter printed, or wrote a ticket off.
  const before = refunded?.ticket._id ?? originals.onPages.values().next().value ?? null;
  const isMeant = useIsMeant(before);
  const actions = useUnprintedActions(tickets, chosen, originals, isMeant, () => setMisprinting(true));
  useLayer({
    level: 1,
    actions: [
      ...actions,
      {
        key: 'Escape',
        label: t(chosen ? 'printing.later' : 'sell.keyBack'),
        run: () => store.change(closePanel),
      },
    ],
    onKey: (key) => {
      if (key !== 'ArrowUp' && key !== 'ArrowDown') return ofBasket.has(key);
      const last = Math.max(0, tickets.length - 1);
      setSelected((at) => Math.min(last, Math.max(0, at + (key === 'ArrowUp' ? -1 : 1))));
      return true;
    },
  });

  if (misprinting && chosen) {
    return (
      <MisprintForm
        ticket={chosen.ticket}
        onBack={() => setMisprinting(false)}
        onDone={(answer) => {
          setMisprinting(false);
          setRefunded(answer);
        }}
      />
    );
  }
  return (
    <section className={`${classes.panel} scrolls`} data-surface aria-label={t('printing.unprinted')}>
      <h2>
        {unprinted.length === 0
          ? t('printing.allSettled')
          : t('printing.notConfirmed', { count: unprinted.length })}
      </h2>
      {reading === 'loading' && <p className="soft">{t('printing.reading')}</p>}
      {reading === 'failed' && <p>{t('printing.readFailed')}</p>}
      {refunded && (
        <div>
          <p>{t('ticket.giveBack')}</p>
          <output className="large" aria-label={t('ticket.giveBack')}>
            {format.money(refunded.refundMinor)}
          </output>
          <p>{t(`ticket.cancelled.${refunded.ticket.payment_method}`)}</p>
        </div>
      )}
      {chosen && <ChangeOfSale tickets={tickets} />}
      {chosen && <p className="soft">{t('printing.what')}</p>}
      <RowList label={t('printing.unprinted')}>
        {tickets.map(({ ticket, lottery }, index) => (
          <ListRow
            key={ticket._id}
            title={lottery.name}
            amount={format.money(ticket.total_amount)}
            detail={`${formatTicketNumber(ticket.ticket_number)} · ${format.dateTime(ticket.purchase_datetime)}`}
            pressed={ticket === chosen?.ticket}
            onPress={() => setSelected(index)}
          />
        ))}
      </RowList>
    </section>
  );
}

/** Where the jam came with the last sale, its customer still waits for the change. */
function ChangeOfSale({ tickets }: { readonly tickets: readonly PrintableTicket[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lastSale = useRegisterState((state) => state.lastSale);
  const isOfSale = tickets.some(({ ticket }) => ticket.transaction_id === lastSale?.transactionId);
  if (!lastSale || !isOfSale || lastSale.payment.method !== 'cash') return null;
  return (
    <div>
      <span>{t('slips.change')}</span>{' '}
      <output className="large" aria-label={t('slips.change')}>
        {format.money(lastSale.payment.change)}
      </output>
    </div>
  );
}

/** What can be done with the list, and with the ticket that is chosen in it. */
function useUnprintedActions(
  tickets: readonly PrintableTicket[],
  chosen: PrintableTicket | undefined,
  { print, onPages }: ReturnType<typeof useOriginals>,
  isMeant: () => boolean,
  misprint: () => void,
): readonly Action[] {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { unprinted } = useTillState();
  const { asking, ask } = useAskingAloud();
  const numberOf = ({ ticket }: PrintableTicket) => ticket.ticket_number;
  if (!chosen) {
    const done = {
      key: 'Enter',
      label: t('printing.done'),
      run: () => store.change(closePanel),
      primary: true,
    };
    return unprinted.length === 0 ? [done] : [];
  }
  // The entry of an original that was just printed stands; a slip that was there all the time has none yet.
  const cameOut = () =>
    onPages.has(numberOf(chosen))
      ? ask(() => till.slipsPrinted([numberOf(chosen)]))
      : ask(() => till.printUnprinted([numberOf(chosen)], 'found'));
  const allCameOut = () => {
    if (isMeant()) ask(() => till.slipsPrinted(tickets.map(numberOf)));
  };
  const all = { count: tickets.length };
  const printAll = {
    label: t('printing.printOriginals', all),
    run: () => {
      if (isMeant()) ask(() => print(tickets));
    },
    disabled: asking,
  };
  return [
    ...(tickets.every((ticket) => onPages.has(numberOf(ticket)))
      ? [
          { key: 'Enter', label: t('printing.allCameOut', all), run: allCameOut, primary: true },
          { key: 'F6', ...printAll },
        ]
      : [{ key: 'Enter', ...printAll, primary: true }]),
    { key: 'F2', label: t('printing.cameOut'), run: cameOut, disabled: asking },
    { key: 'F4', label: t('printing.misprint'), run: misprint },
  ];
}
