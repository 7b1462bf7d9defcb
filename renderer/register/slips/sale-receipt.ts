import type { CompletedSale, TillView } from '../../till/api.ts';
import { wholePhones } from '../format.ts';
import type { Paper } from './paper.ts';
import { pairs, type SlipDocument, textLine } from './slip-document.ts';

/** The sale's receipt: no ticket, what was paid. */
export function saleReceipt({ t, format }: Paper, { store }: TillView, sale: CompletedSale): SlipDocument {
  const { payment } = sale;
  const rounded = payment.cash_rounding?.amount ?? 0;
  const address = [store.location.address, store.location.city, wholePhones(store.contact_phone ?? '')];
  return {
    label: t('slips.receipt'),
    locale: format.locale,
    lines: [
      { is: 'title', text: t('slips.receipt'), beside: store.name },
      ...textLine(address.filter(Boolean).join(' · '), true),
      ...pairs([
        [t('slips.sold'), format.dateTime(sale.at)],
        ...groupByGame(sale).map(
          ({ name, count, total }) =>
            [count === 1 ? name : `${name} × ${count}`, format.money(total)] as const,
        ),
        ...(sale.tax === 0 ? [] : [[t('slips.tax'), format.money(sale.tax)] as const]),
      ]),
      { is: 'total', name: t('slips.total'), value: format.money(sale.total) },
      ...pairs([
        ...(rounded === 0 ? [] : [[t('slips.rounding'), format.money(rounded)] as const]),
        [t(`slips.paid.${payment.method}`), format.money(payment.tendered)],
        ...(payment.method === 'cash' ? [[t('slips.change'), format.money(payment.change)] as const] : []),
        ...(payment.reference ? [[t('slips.reference'), payment.reference] as const] : []),
        [t('slips.transaction'), sale.transactionId],
      ]),
    ],
  };
}

function groupByGame(sale: CompletedSale) {
  const groups = Map.groupBy(sale.tickets, ({ lottery }) => lottery._id);
  return [...groups.values()].map((tickets) => ({
    name: tickets[0]?.lottery.name ?? '',
    count: tickets.length,
    total: tickets.reduce((sum, { ticket }) => sum + ticket.total_amount, 0),
  }));
}
