import { useState } from 'react';
import { nextNotes, parseMoney } from '../../../shared/domain/money.ts';
import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import { KeyButton } from '../../components/key-button.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { decimalKey } from '../money-field.ts';
import { basketLines } from '../sell/basket.ts';
import { useFormat, useRegister, useRegisterState, useView } from '../till-context.ts';
import { completeSale } from './complete-sale.ts';
import classes from './payment-panel.module.css';
import { mostCash, readPayment } from './read-payment.ts';
import { texts } from './texts.ts';

const maxTyped = 16;

/** In the basket's place. The exact amount is chosen beforehand: Enter sells. */
export function PaymentPanel() {
  const register = useRegister();
  const { till, store } = register;
  const { settings, store: shop } = useView();
  const format = useFormat();
  const rows = useRegisterState((state) => state.rows);
  const selling = useRegisterState((state) => state.mode === 'selling');
  const takesCash = shop.store_type !== 'digital';
  const [method, setMethod] = useState<PaymentMethod>(takesCash ? 'cash' : 'card');
  const [given, setGiven] = useState('');
  const [reference, setReference] = useState('');
  const [confirmedLarge, setConfirmedLarge] = useState(false);
  const { total } = till.price(basketLines(rows));

  const typed = given.trim() === '' ? null : parseMoney(given, settings);
  const tendered = typed === null ? total : typed.ok ? typed.value : null;
  const implausible = tendered !== null && tendered > mostCash(total, settings);
  const change = tendered === null || implausible ? null : tendered - total;

  const refuse = (text: string) => store.setState({ notice: { kind: 'refusal', text } });
  // While the sale is being saved every button stays as it is, so that nothing blinks, and does nothing.
  const pay = (tender: string) => {
    if (selling) return;
    const payment = readPayment({ method, given: tender, reference, total, settings });
    if (!payment.ok) return refuse(payment.refusal.message);
    const isLarge = settings.large_sale_amount !== null && total >= settings.large_sale_amount;
    if (isLarge && !confirmedLarge) {
      setConfirmedLarge(true);
      return refuse(texts.large(format.money(total)));
    }
    void completeSale(register, payment.value);
  };
  const back = () => {
    if (!selling) store.setState({ mode: 'basket', notice: null });
  };
  const choose = (chosen: PaymentMethod) => {
    if (selling) return;
    setMethod(chosen);
    store.setState({ notice: null });
  };
  const missing = tendered !== null && tendered < total ? total - tendered : 0;
  const taken =
    missing > 0
      ? texts.stillMissing(format.money(missing))
      : texts.take(format.money(implausible ? total : (tendered ?? total)));
  const label = method === 'cash' ? taken : texts.takeCard(format.money(total));

  useLayer({
    level: 1,
    actions: [
      {
        key: 'Enter',
        label: selling ? texts.saving : label,
        run: () => pay(given),
        disabled: selling,
        primary: true,
      },
      {
        key: 'F2',
        label: texts.cash,
        run: () => choose('cash'),
        disabled: !takesCash,
        pressed: method === 'cash',
      },
      {
        key: 'F3',
        label: texts.card,
        run: () => choose('card'),
        pressed: method === 'card',
      },
      { key: 'Escape', label: texts.back, run: back },
    ],
    // Nothing reaches the games behind the panel; digits typed past the field still belong to the amount.
    onKey: (key) => {
      if (!selling && method === 'cash' && /^[\d.,]$/.test(key))
        setGiven((text) => (text + key).slice(0, maxTyped));
      if (!selling && method === 'cash' && key === 'Backspace') setGiven((text) => text.slice(0, -1));
      if (selling && /^[\d*]$/.test(key)) {
        store.setState(({ waitingKeys }) => ({ waitingKeys: [...waitingKeys, key] }));
      }
      return true;
    },
  });

  return (
    <section className={classes.panel} aria-label={texts.title}>
      <div className={classes.total}>
        <span>{texts.total}</span>
        <output className="large" aria-label={texts.total}>
          {format.money(total)}
        </output>
      </div>
      {!takesCash && <p className="soft">{texts.noCash}</p>}
      {method === 'cash' ? (
        <>
          <TextField
            label={texts.given}
            value={given}
            onChange={setGiven}
            placeholder={format.money(total)}
            focused
            amount
            inputMode="none"
            maxLength={maxTyped}
          />
          <fieldset className={classes.tenders} aria-label={texts.tenders}>
            <KeyButton shortcut={null} label={texts.exact(format.money(total))} onPress={() => pay('')} />
            {nextNotes(total, settings.currency_exponent).map((note) => (
              <KeyButton
                key={note}
                shortcut={null}
                label={format.money(note)}
                onPress={() => setGiven(plainAmount(note, settings.currency_exponent))}
                pressed={given !== '' && tendered === note}
              />
            ))}
          </fieldset>
          <NumberPad
            label={texts.pad}
            value={given}
            onChange={(text) => setGiven(text.slice(0, maxTyped))}
            extra={decimalKey(settings)}
          />
          <div className={classes.total}>
            <span>{change !== null && change < 0 ? texts.missing : texts.change}</span>
            <output className="large" aria-label={texts.change} aria-live="polite">
              {change === null ? '–' : format.money(Math.abs(change))}
            </output>
          </div>
          <p className={classes.implausible} role="status">
            {implausible && texts.implausible}
          </p>
        </>
      ) : (
        <TextField
          label={texts.reference}
          description={texts.referenceHint}
          value={reference}
          onChange={setReference}
          focused
          maxLength={60}
        />
      )}
    </section>
  );
}

/** As `parseMoney` reads it in any locale. */
const plainAmount = (minor: number, exponent: number): string =>
  exponent === 0
    ? String(minor)
    : `${Math.floor(minor / 10 ** exponent)}.${String(minor % 10 ** exponent).padStart(exponent, '0')}`;
