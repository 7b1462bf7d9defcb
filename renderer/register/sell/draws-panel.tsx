import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { useLayer } from '../keys/layers.ts';
import { useFormat, useRegister, useTillState } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';
import { closePanel } from '../transitions/panels.ts';
import { rowOffer, toLines, withDraws } from './basket.ts';
import classes from './entry-panel.module.css';
import { changeDraws, selectedRow } from './sell-actions.ts';

/** How many draws in a row, from the next one. A touch takes it at once; digits and + and - mark it for Enter. */
export function DrawsPanel() {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store } = register;
  const format = useFormat();
  const row = selectedRow(register);
  const offer = rowOffer(useTillState().offers, row);
  const slots = offer?.slots ?? [];
  const [marked, setMarked] = useState(Math.max(1, row?.draws.length ?? 1));
  const take = (count: number) => {
    if (row && offer && count >= 1 && count <= slots.length) changeDraws(register, row, offer, count);
    else store.change(showRefusal(t('sell.quantityInvalid', { max: slots.length })));
  };
  const [typed, setTyped] = useState('');
  const mark = (count: number, digits: string) => {
    setTyped(digits);
    setMarked(Math.min(slots.length, Math.max(1, count)));
  };
  const move = (by: number) => mark(marked + by, '');
  /** Of more draws than nine a second digit goes on with the first: 1 and 2 are 12. */
  const type = (digit: string) => {
    const both = typed + digit;
    const digits = Number(both) <= slots.length ? both : digit;
    if (Number(digits) >= 1) mark(Number(digits), digits);
  };
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('sell.ok'), run: () => take(marked), primary: true },
      { key: '-', label: t('sell.fewerDraws'), run: () => move(-1) },
      { key: '+', label: t('sell.moreDrawsKey'), run: () => move(1) },
      {
        key: 'Escape',
        label: t('sell.keyBack'),
        run: () => store.change(closePanel),
      },
    ],
    onKey: (key) => {
      if (/^\d$/.test(key)) type(key);
      return true;
    },
  });
  const first = slots[0];
  const last = slots[marked - 1];
  const total = row && offer ? till.price(toLines(withDraws(row, offer, marked))).total : 0;
  return (
    <section className={classes.panel} aria-label={t('sell.drawsTitle', { game: offer?.lottery.name ?? '' })}>
      <h2>{t('sell.drawsTitle', { game: offer?.lottery.name ?? '' })}</h2>
      <fieldset className={classes.choices} aria-label={t('sell.draws')}>
        {slots.map((slot, index) => (
          <KeyButton
            key={slot.draw_date}
            shortcut={null}
            label={String(index + 1)}
            pressed={index + 1 === marked}
            onPress={() => take(index + 1)}
          />
        ))}
      </fieldset>
      {first && last && (
        <p role="status" aria-label={t('sell.drawsTitle', { game: '' })}>
          {marked === 1
            ? format.dayTime(first.draw_date)
            : t('sell.drawsUntil', {
                first: format.dayTime(first.draw_date),
                last: format.dayTime(last.draw_date),
              })}
        </p>
      )}
      <p className={classes.price}>
        <span>{t('sell.total')}</span>
        <output className="large" aria-label={t('sell.total')}>
          {format.money(total)}
        </output>
      </p>
    </section>
  );
}
