import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextNotes, parseMoney } from '../../../shared/domain/money.ts';
import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import { KeyButton } from '../../kit/key-button.tsx';
import { NumberPad } from '../../kit/number-pad.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { useLayer } from '../keys/layers.ts';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { decimalKey, typedMoney } from '../money-field.ts';
import { basketLines } from '../sell/basket.ts';
import type { Paying } from '../sell/sell-mode.ts';
import { useFormat, useRegister, useView } from '../till-context.ts';
import { clearNotice, showRefusal } from '../transitions/notices.ts';
import { closePanel } from '../transitions/panels.ts';
import { enterTender } from '../transitions/payment.ts';
import { completeSale } from './complete-sale.ts';
import classes from './payment-panel.module.css';
import { mostCash, readPayment } from './read-payment.ts';

const maxTyped = 16;
const maxReference = 60;

/** In the basket's place. The exact amount is chosen beforehand: Enter sells. */
export function PaymentPanel({ paying }: { readonly paying: Paying }) {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store } = register;
  const view = useView();
  const format = useFormat();
  const settings = { ...view.settings, locale: format.locale };
  const { rows } = paying.basket;
  const selling = paying.is === 'selling';
  const takesCash = view.store.store_type !== 'digital';
  const { given, reference } = paying.tender;
  const method = paying.tender.method ?? (takesCash ? 'cash' : 'card');
  const [confirmedLarge, setConfirmedLarge] = useState(false);
  const isMeant = useIsMeant(confirmedLarge ? 'large' : null);
  const priced = till.price(basketLines(rows));
  const total = method === 'cash' ? priced.cash : priced.total;

  const typed = given.trim() === '' ? null : parseMoney(given, settings);
  const tendered = typed === null ? total : typed.ok ? typed.value : null;
  const implausible = tendered !== null && tendered > mostCash(total, settings);
  const refusedCash =
    typed && !typed.ok
      ? refusalText(t, typed.refusal)
      : implausible
        ? t('refusals.payment.implausible')
        : null;
  const wrong = method === 'cash' ? refusedCash : null;
  const change = tendered === null || implausible ? null : tendered - total;

  const editGiven = (edit: (given: string) => string) =>
    store.change(enterTender((tender) => ({ given: edit(tender.given).slice(0, maxTyped) })));
  const setGiven = (text: string) => editGiven(() => text);
  const setReference = (text: string) =>
    store.change(enterTender(() => ({ reference: text.slice(0, maxReference) })));
  const refuse = (text: string) => store.change(showRefusal(text));
  // While the sale is being saved every button stays as it is, so that nothing blinks, and does nothing.
  const pay = (tender: string) => {
    if (selling) return;
    const payment = readPayment({ method, given: tender, reference, total, settings });
    if (!payment.ok) return refuse(refusalText(t, payment.refusal));
    const isLarge = settings.large_sale_amount !== null && total >= settings.large_sale_amount;
    if (isLarge && !confirmedLarge) {
      setConfirmedLarge(true);
      return refuse(t('payment.large', { amount: format.money(total) }));
    }
    if (!isMeant()) return;
    void completeSale(register, payment.value);
  };
  const back = () => store.change(closePanel);
  const choose = (chosen: PaymentMethod) => {
    if (selling) return;
    store.change(
      enterTender(() => ({ method: chosen })),
      clearNotice,
    );
  };
  const missing = tendered !== null && tendered < total ? total - tendered : 0;
  const taken =
    missing > 0
      ? t('payment.stillMissing', { amount: format.money(missing) })
      : t('payment.take', { amount: format.money(tendered ?? total) });
  const cash = wrong === null ? taken : t('payment.correct');
  const label = method === 'cash' ? cash : t('payment.takeCard', { amount: format.money(total) });

  useLayer({
    level: 1,
    actions: [
      {
        key: 'Enter',
        label: selling ? t('payment.saving') : label,
        run: () => pay(given),
        disabled: selling,
        primary: true,
      },
      {
        key: 'F2',
        label: t('payment.cash'),
        run: () => choose('cash'),
        disabled: !takesCash,
        pressed: method === 'cash',
      },
      {
        key: 'F3',
        label: t('payment.card'),
        run: () => choose('card'),
        pressed: method === 'card',
      },
      { key: 'Escape', label: t('payment.back'), run: back },
    ],
    // Nothing reaches the games behind the panel; digits typed past the field still belong to the amount.
    onKey: (key) => {
      if (method === 'cash' && /^[\d.,]$/.test(key)) editGiven((typed) => typed + key);
      if (method === 'cash' && key === 'Backspace') editGiven((typed) => typed.slice(0, -1));
      return true;
    },
  });

  return (
    <section className={classes.panel} aria-label={t('payment.title')}>
      <div className={classes.total}>
        <span>{t('payment.total')}</span>
        <output className="large" aria-label={t('payment.total')}>
          {format.money(total)}
        </output>
      </div>
      {total !== priced.total && (
        <p className="soft">{t('payment.rounded', { exact: format.money(priced.total) })}</p>
      )}
      <p className={classes.hint} role="status" data-wrong={wrong !== null || undefined}>
        {wrong ?? t(takesCash ? 'payment.oneMethod' : 'payment.noCash')}
      </p>
      {method === 'cash' ? (
        <>
          <TextField
            label={t('payment.given')}
            value={given}
            onChange={setGiven}
            placeholder={format.money(total)}
            focused={!selling}
            amount
            inputMode="none"
            maxLength={maxTyped}
          />
          <div className={classes.keys}>
            <NumberPad
              label={t('payment.pad')}
              value={given}
              onChange={setGiven}
              extra={decimalKey(settings)}
            />
            <fieldset className={classes.tenders} aria-label={t('payment.tenders')}>
              <KeyButton
                shortcut={null}
                label={t('payment.exact', { amount: format.money(total) })}
                onPress={() => pay('')}
              />
              {nextNotes(total, settings.currency_exponent).map((note) => (
                <KeyButton
                  key={note}
                  shortcut={null}
                  label={format.money(note)}
                  onPress={() => setGiven(typedMoney(note, settings))}
                  pressed={given !== '' && tendered === note}
                />
              ))}
            </fieldset>
          </div>
          <div className={classes.total}>
            <span>{change !== null && change < 0 ? t('payment.missing') : t('payment.change')}</span>
            <output className="large" aria-label={t('payment.change')} aria-live="polite">
              {change === null ? '–' : format.money(Math.abs(change))}
            </output>
          </div>
        </>
      ) : (
        <>
          <TextField
            label={t('payment.reference')}
            description={t('payment.referenceHint')}
            value={reference}
            onChange={setReference}
            focused={!selling}
            maxLength={maxReference}
          />
          <NumberPad label={t('payment.pad')} value={reference} onChange={setReference} />
        </>
      )}
    </section>
  );
}
