import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxTicketsPerSale } from '../../../shared/journal/bodies/sale.ts';
import { NumberPad } from '../../kit/number-pad.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useFormat, useRegister, useTillState } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';
import { closePanel } from '../transitions/panels.ts';
import { rowOffer, toLines } from './basket.ts';
import classes from './entry-panel.module.css';
import { changeQuantity, selectedRow } from './sell-actions.ts';

export function QuantityPanel() {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store } = register;
  const { offers } = useTillState();
  const row = selectedRow(register);
  const [text, setText] = useState(row ? String(row.quantity) : '');
  const [touched, setTouched] = useState(false);
  const type = (value: string) => {
    setTouched(true);
    setText(value);
  };
  const quantity = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  const format = useFormat();
  const confirm = () => {
    if (!row || quantity < 1 || quantity > maxTicketsPerSale) {
      store.change(showRefusal(t('sell.quantityInvalid', { max: maxTicketsPerSale })));
    } else changeQuantity(register, row, quantity);
  };
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('sell.ok'), run: confirm, primary: true },
      {
        key: 'Escape',
        label: t('sell.keyBack'),
        run: () => store.change(closePanel),
      },
    ],
    onKey: () => true,
  });
  const each = row
    ? till.price(toLines({ ...row, tickets: row.tickets.slice(0, 1), quantity: 1 })).total
    : null;
  const name = rowOffer(offers, row)?.lottery.name ?? '';
  return (
    <section className={classes.panel} aria-label={t('sell.quantityTitle', { game: name })}>
      <h2>{t('sell.quantityTitle', { game: name })}</h2>
      <TextField
        label={t('sell.quantity')}
        value={text}
        onChange={type}
        focused
        amount
        inputMode="none"
        maxLength={4}
      />
      {/* The first digit touched replaces the old quantity, as it does when typed over the selected text. */}
      <NumberPad label={t('sell.digits')} value={touched ? text : ''} onChange={type} />
      {each !== null && (
        <p className={classes.price}>
          <span>{t('sell.total')}</span>
          <b className="large">{format.money(each * quantity)}</b>
        </p>
      )}
    </section>
  );
}
