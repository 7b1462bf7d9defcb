import { useState } from 'react';
import { KeyButton } from '../../components/key-button.tsx';
import type { CompletedSale } from '../../local/api.ts';
import { useFormat } from '../till-context.ts';
import { Printout } from './printout.tsx';
import { Receipt } from './receipt.tsx';
import classes from './sale-panel.module.css';
import { Slip } from './slip.tsx';
import { texts } from './texts.ts';

const shownAtOnce = 20;

/** In the basket's place after a sale: the change first, then every slip. */
export function SalePanel({ sale }: { readonly sale: CompletedSale }) {
  const format = useFormat();
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, sale.tickets.length - shownAtOnce);
  const { payment } = sale;
  const slips = sale.tickets.map((printable) => <Slip key={printable.ticket._id} printable={printable} />);
  return (
    <section className={classes.panel} aria-label={texts.receipt}>
      <div className={classes.change}>
        <span>{payment.method === 'cash' ? texts.change : texts.paid[payment.method]}</span>
        <output
          className="large"
          aria-label={payment.method === 'cash' ? texts.change : texts.taken}
          aria-live="polite"
        >
          {format.money(payment.method === 'cash' ? payment.change : sale.total)}
        </output>
      </div>
      <div className={classes.facts}>
        <span>{texts.receiptOf(sale.tickets.length)}</span>
        <span>
          {texts.total} {format.money(sale.total)}
        </span>
      </div>
      <fieldset className={classes.slips} aria-label={texts.slips}>
        {hidden > 0 ? slips.slice(0, shownAtOnce) : slips}
        {hidden > 0 && (
          <KeyButton shortcut={null} label={texts.showAll(hidden)} onPress={() => setAll(true)} />
        )}
        <Receipt sale={sale} />
      </fieldset>
      <Printout>
        {slips}
        <Receipt sale={sale} />
      </Printout>
    </section>
  );
}
