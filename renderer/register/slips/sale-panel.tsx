import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { KeyButton } from '../../kit/key-button.tsx';
import { reachedByKeys } from '../../kit/reached-by-keys.ts';
import type { CompletedSale } from '../../till/api.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { Printout } from './printout.tsx';
import classes from './sale-panel.module.css';
import { Slip } from './slip.tsx';
import { slipsOfSale } from './ticket-slip.ts';
import { useSlips } from './use-slips.ts';

const shownAtOnce = 20;

/** In the basket's place after a sale: the change first, then every slip. */
export function SalePanel({ sale }: { readonly sale: CompletedSale }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, slipsOfSale(sale).length - shownAtOnce);
  const { payment } = sale;
  const printsNothing = useStore(useRegister().printer.state, ({ settings }) => settings.kind === 'screen');
  const { ticket, receipt } = useSlips();
  const documents = useMemo(
    () => [...slipsOfSale(sale).map((printable) => ticket(printable)), receipt(sale)],
    [sale, ticket, receipt],
  );
  const slips = documents.slice(0, -1).map((document) => <Slip key={document.label} document={document} />);
  return (
    <section className={classes.panel} aria-label={t('slips.receipt')}>
      <div className={classes.change}>
        <span>{payment.method === 'cash' ? t('slips.change') : t(`slips.paid.${payment.method}`)}</span>
        <output
          className="large"
          aria-label={payment.method === 'cash' ? t('slips.change') : t('slips.taken')}
          aria-live="polite"
        >
          {format.money(payment.method === 'cash' ? payment.change : sale.total)}
        </output>
      </div>
      <div className={classes.facts}>
        <span>{t('slips.receiptOf', { count: sale.tickets.length })}</span>
        <span>
          {t('slips.total')} {format.money(sale.total)}
        </span>
      </div>
      {printsNothing && <p className={classes.hint}>{t('slips.shownOnly')}</p>}
      <fieldset className={classes.slips} aria-label={t('slips.slips')} {...reachedByKeys}>
        {hidden > 0 ? slips.slice(0, shownAtOnce) : slips}
        {hidden > 0 && (
          <KeyButton
            shortcut={null}
            label={t('slips.showAll', { count: hidden })}
            onPress={() => setAll(true)}
          />
        )}
        <Slip document={receipt(sale)} />
      </fieldset>
      <Printout slips={documents.slice(-1)} />
    </section>
  );
}
