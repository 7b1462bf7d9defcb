import type { CompletedSale } from '../../local/api.ts';
import { wholePhones } from '../format.ts';
import { usePaper, useView } from '../till-context.ts';
import classes from './slip.module.css';

/** The sale's receipt: no ticket, what was paid. */
export function Receipt({ sale }: { readonly sale: CompletedSale }) {
  const { store } = useView();
  const { t, format } = usePaper();
  const { payment } = sale;
  const rows: (readonly [string, string])[] = [
    [t('slips.sold'), format.dateTime(sale.at)],
    ...groupByGame(sale).map(
      ({ name, count, total }) => [count === 1 ? name : `${name} × ${count}`, format.money(total)] as const,
    ),
    ...(sale.tax === 0 ? [] : [[t('slips.tax'), format.money(sale.tax)] as const]),
  ];
  const after: (readonly [string, string])[] = [
    [t(`slips.paid.${payment.method}`), format.money(payment.tendered)],
    ...(payment.method === 'cash' ? [[t('slips.change'), format.money(payment.change)] as const] : []),
    ...(payment.reference ? [[t('slips.reference'), payment.reference] as const] : []),
    [t('slips.transaction'), sale.transactionId],
  ];
  return (
    <article className={classes.slip} lang={format.locale} aria-label={t('slips.receipt')}>
      <header>
        <strong>{t('slips.receipt')}</strong>
        <span>{store.name}</span>
      </header>
      <p className={classes.small}>
        {[store.location.address, store.location.city, wholePhones(store.contact_phone ?? '')]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <dl>
        <Rows rows={rows} />
        <div className={classes.total}>
          <dt>{t('slips.total')}</dt>
          <dd>{format.money(sale.total)}</dd>
        </div>
        <Rows rows={after} />
      </dl>
    </article>
  );
}

function Rows({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return rows.map(([name, value]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}

function groupByGame(sale: CompletedSale) {
  const groups = Map.groupBy(sale.tickets, ({ lottery }) => lottery._id);
  return [...groups.values()].map((tickets) => ({
    name: tickets[0]?.lottery.name ?? '',
    count: tickets.length,
    total: tickets.reduce((sum, { ticket }) => sum + ticket.total_amount, 0),
  }));
}
