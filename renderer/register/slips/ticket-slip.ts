import { hasSlip } from '../../../shared/domain/bearer-slip.ts';
import { formatBoard } from '../../../shared/domain/numbers.ts';
import { formatSecurityCode, formatTicketNumber } from '../../../shared/domain/ticket-number.ts';
import type { CompletedSale, PrintableTicket, TillView } from '../../till/api.ts';
import { wholePhones } from '../format.ts';
import type { Paper } from './paper.ts';
import { pairs, type SlipDocument, type SlipLine, textLine } from './slip-document.ts';

/** The tickets of a sale that have a bearer slip. */
export const slipsOfSale = ({ tickets }: CompletedSale): readonly PrintableTicket[] =>
  tickets.filter(({ ticket }) => hasSlip(ticket));

interface SlipTicket extends PrintableTicket {
  readonly training: boolean;
}

/** One ticket, apart from the sale's receipt: its bearer's paper, or a copy or a sample, which promise nothing. */
export function ticketSlip({ t, format }: Paper, view: TillView, printable: SlipTicket): SlipDocument {
  const { ticket, lottery, securityCode, copy, training } = printable;
  const isOriginal = copy === null && !training;
  const { store, settings, devices } = view;
  const terminal = devices.find(({ _id }) => _id === ticket.device_info.device_id)?.name;
  const number = formatTicketNumber(ticket.ticket_number);
  const age = Math.max(settings.minimum_age, lottery.minimum_age ?? 0);
  const { boards, serial } = ticket.selection;
  const mark = (text: string): SlipLine => ({ is: 'mark', text });
  return {
    label: t('slips.slip', { number }),
    locale: format.locale,
    ...(isOriginal ? { original: ticket.ticket_number } : {}),
    lines: [
      { is: 'title', text: lottery.name, beside: store.name },
      ...(copy === null ? [] : [mark(t('slips.copy', { copy }))]),
      ...(ticket.status === 'cancelled' ? [mark(t('slips.cancelled'))] : []),
      ...boards.map(
        (board, index): SlipLine => ({
          is: 'board',
          name: String.fromCharCode(65 + index),
          numbers: formatBoard(board, lottery.pools),
          note: board.quick_pick ? t('slips.quickPick') : '',
        }),
      ),
      ...(serial === null
        ? []
        : [
            {
              is: 'board',
              name: t('slips.number'),
              numbers: String(serial).padStart(6, '0'),
              note: '',
            } as const,
          ]),
      ...pairs([
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
      ]),
      { is: 'total', name: t('slips.total'), value: format.money(ticket.total_amount) },
      {
        is: 'ticket_code',
        code: {
          ticketNumber: ticket.ticket_number,
          securityCode,
          numberName: t('slips.ticket'),
          numberText: number,
          securityName: t('slips.securityCode'),
          securityText: formatSecurityCode(securityCode),
        },
      },
      ...textLine(isOriginal ? t('slips.unregistered') : '', true),
      ...textLine(
        [
          isOriginal ? t('slips.bearer') : '',
          age > 0 ? t('slips.minimumAge', { age }) : t('slips.play'),
          wholePhones(settings.helpline),
        ]
          .filter(Boolean)
          .join(' '),
        true,
      ),
    ],
  };
}
