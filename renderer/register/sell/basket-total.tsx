import { useTranslation } from 'react-i18next';
import type { PricedBasket } from '../../till/api.ts';
import { useFormat, useNow, useTillState, useView } from '../till-context.ts';
import { type BasketRow, rowOffer } from './basket.ts';
import classes from './basket-panel.module.css';

interface BasketTotalProps {
  readonly priced: PricedBasket;
  readonly tickets: number;
  readonly rows: readonly BasketRow[];
}

/** Tickets, tax and total, each in a place of its own, and the latest birth date that may buy what lies in the basket. */
export function BasketTotal({ priced, tickets, rows }: BasketTotalProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const age = useMinimumAge(rows);
  const today = useToday();
  return (
    <div className={classes.total}>
      <p className="soft">
        {age > 0 && rows.length > 0 && t('sell.bornBy', { age, date: format.date(yearsBefore(today, age)) })}
      </p>
      <div>
        <span>
          {t('sell.tickets', { count: tickets })}
          <small className="soft">
            {priced.tax > 0 && t('sell.tax', { amount: format.money(priced.tax) })}
          </small>
        </span>
        <output className="large" aria-label={t('sell.total')} aria-live="polite">
          {format.money(priced.total)}
        </output>
      </div>
    </div>
  );
}

function useMinimumAge(rows: readonly BasketRow[]): number {
  const { offers } = useTillState();
  const { settings } = useView();
  const ages = rows.map((row) => rowOffer(offers, row)?.lottery.minimum_age ?? 0);
  return Math.max(settings.minimum_age, ...ages);
}

function useToday(): Temporal.PlainDate {
  const { store } = useView();
  return Temporal.Instant.from(useNow(60_000)).toZonedDateTimeISO(store.time_zone).toPlainDate();
}

const yearsBefore = (date: Temporal.PlainDate, years: number): string => date.subtract({ years }).toString();
