import { QRCodeSVG } from 'qrcode.react';
import { formatBoard } from '../../../shared/domain/numbers.ts';
import { formatSecurityCode, formatTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { PrintableTicket } from '../../local/api.ts';
import { wholePhones } from '../format.ts';
import { usePaper, useView } from '../till-context.ts';
import classes from './slip.module.css';

/** A bearer slip as it is printed on 80 mm paper. Black on white on every screen too: it is paper. */
export function Slip({ printable }: { readonly printable: PrintableTicket }) {
  const { ticket, lottery, securityCode, copy } = printable;
  const { store, settings, devices } = useView();
  const { t, format } = usePaper();
  const terminal = devices.find(({ _id }) => _id === ticket.device_info.device_id)?.name;
  const number = formatTicketNumber(ticket.ticket_number);
  const rows: (readonly [string, string])[] = [
    [t('slips.issued'), format.dateTime(ticket.purchase_datetime)],
    [t('slips.terminal'), [store.code, terminal].filter(Boolean).join(' · ')],
    ...(ticket.draw_date ? [[t('slips.draw'), format.dayTimeYear(ticket.draw_date)] as const] : []),
    ...(ticket.cutoff_at ? [[t('slips.cutoff'), format.dateTime(ticket.cutoff_at)] as const] : []),
    ...(ticket.tax === 0
      ? []
      : [
          [t('slips.price'), format.money(ticket.price)] as const,
          [t('slips.tax'), format.money(ticket.tax)] as const,
        ]),
  ];
  const age = Math.max(settings.minimum_age, lottery.minimum_age ?? 0);
  return (
    <article className={classes.slip} lang={format.locale} aria-label={t('slips.slip', { number })}>
      <header>
        <strong>{lottery.name}</strong>
        <span>{store.name}</span>
      </header>
      {copy !== null && <p className={classes.mark}>{t('slips.copy', { copy })}</p>}
      {ticket.status === 'cancelled' && <p className={classes.mark}>{t('slips.cancelled')}</p>}
      {ticket.selection.boards.map((board, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the boards of a sold ticket never change
        <p className={classes.board} key={index}>
          <span>{String.fromCharCode(65 + index)}</span>
          <b>{formatBoard(board, lottery.pools)}</b>
          <small>{board.quick_pick && t('slips.quickPick')}</small>
        </p>
      ))}
      {ticket.selection.serial !== null && (
        <p className={classes.board}>
          <span>{t('slips.number')}</span>
          <b>{String(ticket.selection.serial).padStart(6, '0')}</b>
          <small />
        </p>
      )}
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={classes.total}>
          <dt>{t('slips.total')}</dt>
          <dd>{format.money(ticket.total_amount)}</dd>
        </div>
      </dl>
      <div className={classes.code}>
        <QRCodeSVG value={ticket.ticket_number} size={104} level="M" title={number} />
        <p>
          <small>{t('slips.ticket')}</small>
          <b data-ticket-number={ticket.ticket_number}>{number}</b>
          <small>{t('slips.securityCode')}</small>
          <b data-security-code={securityCode}>{formatSecurityCode(securityCode)}</b>
        </p>
      </div>
      {ticket.draw_date !== null && <p className={classes.small}>{t('slips.unregistered')}</p>}
      <p className={classes.small}>
        {t('slips.bearer')} {age > 0 ? t('slips.minimumAge', { age }) : t('slips.play')}{' '}
        {wholePhones(settings.helpline)}
      </p>
    </article>
  );
}
