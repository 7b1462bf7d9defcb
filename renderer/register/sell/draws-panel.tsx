import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../components/key-button.tsx';
import { useLayer } from '../keys/layers.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { rowOffer } from './basket.ts';
import classes from './entry-panel.module.css';
import { changeDraws, selectedRow } from './sell-actions.ts';

/** How many draws in a row, from the next one. A digit or a touch takes it at once; Enter keeps what is marked. */
export function DrawsPanel() {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store } = register;
  const format = useFormat();
  const row = selectedRow(register);
  const offer = rowOffer(till.offers(), row);
  const slots = offer?.slots ?? [];
  const [marked, setMarked] = useState(Math.max(1, row?.draws.length ?? 1));
  const take = (count: number) => {
    if (row && offer && count >= 1 && count <= slots.length) changeDraws(register, row, offer, count);
    else
      store.setState({ notice: { kind: 'refusal', text: t('sell.quantityInvalid', { max: slots.length }) } });
  };
  const move = (by: number) => setMarked((count) => Math.min(slots.length, Math.max(1, count + by)));
  useLayer({
    level: 1,
    actions: [
      { key: 'Enter', label: t('sell.ok'), run: () => take(marked), primary: true },
      { key: '-', label: t('sell.fewerDraws'), run: () => move(-1) },
      { key: '+', label: t('sell.moreDrawsKey'), run: () => move(1) },
      {
        key: 'Escape',
        label: t('sell.keyBack'),
        run: () => store.setState({ mode: 'basket', notice: null }),
      },
    ],
    onKey: (key) => {
      if (/^[1-9]$/.test(key)) take(Number(key));
      return true;
    },
  });
  const first = slots[0];
  const last = slots[marked - 1];
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
    </section>
  );
}
