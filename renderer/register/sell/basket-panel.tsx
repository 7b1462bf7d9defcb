import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { basketOf } from '../register-state.ts';
import { useFormat, useNow, useRegister, useRegisterState, useTillState } from '../till-context.ts';
import { basketLines, hasClosedDraw, rowOffer, toLines } from './basket.ts';
import classes from './basket-panel.module.css';
import { BasketRowItem } from './basket-row-item.tsx';
import { BasketTotal } from './basket-total.tsx';
import { countTickets } from './sell-actions.ts';

export function BasketPanel() {
  const { t } = useTranslation();
  const { till } = useRegister();
  const { offers } = useTillState();
  // A draw may close while its tickets lie in the basket.
  useNow();
  const { rows, selectedRowId } = useRegisterState(basketOf);
  const end = useRef<HTMLLIElement>(null);
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row is to be seen
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [rows.length]);

  return (
    <section className={classes.panel} aria-label={t('sell.basket')}>
      {rows.length === 0 ? (
        <EmptyBasket />
      ) : (
        <ul className={`${classes.rows} scrolls`} data-surface>
          {rows.map((row) => {
            const offer = rowOffer(offers, row);
            return (
              <BasketRowItem
                key={row.id}
                row={row}
                lottery={offer?.lottery}
                closed={hasClosedDraw(row, offer)}
                total={format.money(till.price(toLines(row)).total)}
                selected={row.id === (selectedRowId ?? rows.at(-1)?.id)}
              />
            );
          })}
          <li ref={end} />
        </ul>
      )}
      <BasketTotal priced={till.price(basketLines(rows))} tickets={countTickets(rows)} rows={rows} />
    </section>
  );
}

function EmptyBasket() {
  const { t } = useTranslation();
  const lastSale = useRegisterState((state) => state.lastSale);
  const format = useFormat();
  return (
    <div className={classes.empty}>
      <p>{t('sell.emptyBasket')}</p>
      <p className="soft">{t('sell.emptyBasketMore')}</p>
      {lastSale && (
        <p className={classes.lastSale}>
          <span>{t('sell.lastSale')}</span>
          <span>{format.money(lastSale.total)}</span>
          <b>
            {lastSale.payment.method === 'cash' &&
              t('sell.changeOf', { amount: format.money(lastSale.payment.change) })}
          </b>
        </p>
      )}
    </div>
  );
}
