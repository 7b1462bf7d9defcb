import { useEffect } from 'react';
import type { CustomerView } from '../../../shared/customer-view.ts';
import { languageOf } from '../../texts/languages.ts';
import type { CompletedSale } from '../../till/api.ts';
import { rowsOf } from '../register-state.ts';
import { type BasketRow, basketLines, rowOffer, toLines } from '../sell/basket.ts';
import type { Paper } from '../slips/paper.ts';
import { type Register, usePaper, useRegister, useRegisterState, useView } from '../till-context.ts';
import { useHostExtras } from './host-context.ts';

/** Tells the customer's screen what lies in the basket, and after a sale what was paid and is given back. */
export function CustomerFeed() {
  const register = useRegister();
  const paper = usePaper();
  const { settings, store } = useView();
  const { customerDisplay } = useHostExtras();
  const rows = useRegisterState(rowsOf);
  const sale = useRegisterState(({ mode }) => (mode.is === 'receipt' ? mode.sale : null));
  useEffect(() => {
    const view = customerView(register, paper, { rows, sale }, store.name);
    customerDisplay?.show(view, languageOf(settings.locale));
  }, [register, paper, rows, sale, store.name, settings.locale, customerDisplay]);
  return null;
}

function customerView(
  { till }: Pick<Register, 'till'>,
  { t, format }: Paper,
  { rows, sale }: { readonly rows: readonly BasketRow[]; readonly sale: CompletedSale | null },
  storeName: string,
): CustomerView {
  if (sale) {
    const { payment } = sale;
    // In cash what was to pay: the customer reckons with the coins there are.
    const total = sale.total + (payment.cash_rounding?.amount ?? 0);
    const sum = { text: t('desktop.display.total'), amount: format.money(total) };
    const paid = { text: t('desktop.display.tendered'), amount: format.money(payment.tendered) };
    const change = { text: t('desktop.display.change'), amount: format.money(payment.change) };
    const thanks = t('desktop.display.thanks');
    return payment.change > 0
      ? { kind: 'paid', lines: [sum, paid], total: change, thanks }
      : { kind: 'paid', lines: [], total: sum, thanks };
  }
  if (rows.length === 0) return { kind: 'welcome', title: storeName };
  const offers = till.state().offers;
  const lines = rows.map((row) => {
    const name = rowOffer(offers, row)?.lottery.name ?? '';
    const text = row.quantity === 1 ? name : `${row.quantity} × ${name}`;
    return { text, amount: format.money(till.price(toLines(row)).total) };
  });
  const { total } = till.price(basketLines(rows));
  return { kind: 'basket', lines, total: { text: t('desktop.display.total'), amount: format.money(total) } };
}
