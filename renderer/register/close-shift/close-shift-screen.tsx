import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../../shared/domain/money.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { Facts } from '../../components/facts.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Say } from '../../texts/create-texts.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import { useLayer } from '../keys/layers.ts';
import { decimalKey } from '../money-field.ts';
import { showScreen } from '../register-state.ts';
import { useFormat, useRegister, useView } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import classes from './close-shift.module.css';
import { denominationsOf, sumOfPieces } from './denominations.ts';
import { PiecesCount } from './pieces-count.tsx';

type Way = 'sum' | 'pieces';

/** A blind count: nothing on this screen says what should be in the drawer. */
export function CloseShiftScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const { settings: chain, users } = useView();
  const format = useFormat();
  const settings = { ...chain, locale: format.locale };
  const [way, setWay] = useState<Way>('sum');
  const [sum, setSum] = useState('');
  const [pieces, setPieces] = useState<ReadonlyMap<number, string>>(new Map());
  const { asking, ask, refuse } = useAskingAloud();
  const allowed = till.may('shift.close');

  const submit = () => {
    if (!allowed) return refuse(t('closeShift.notAllowed'));
    if (store.getState().rows.length > 0) return refuse(t('closeShift.basketOpen'));
    const count = way === 'sum' ? countOfSum(t, sum, settings) : countOfPieces(t, pieces);
    if ('refusal' in count) return refuse(count.refusal);
    ask(
      () => till.closeShift(count),
      (closed) => store.setState({ closedShift: closed, lastSale: null }),
    );
  };
  const choose = (chosen: Way) => {
    setWay(chosen);
    store.setState({ notice: null });
  };
  const switchWay = () => choose(way === 'sum' ? 'pieces' : 'sum');
  useLayer({
    level: 0,
    actions: [
      {
        key: 'Enter',
        label: asking ? t('closeShift.waiting') : t('closeShift.submit'),
        run: submit,
        disabled: asking,
        primary: true,
      },
      { key: 'F2', label: t('closeShift.switchWay'), run: switchWay },
      { key: 'Escape', label: t('closeShift.back'), run: () => showScreen(store, 'sell') },
    ],
  });
  return (
    <section className={classes.screen} aria-label={t('closeShift.title')}>
      <div className={classes.column}>
        <h1>{t('closeShift.title')}</h1>
        <p>{allowed ? t('closeShift.text') : t('closeShift.notAllowed')}</p>
        <Facts
          facts={[
            { name: t('closeShift.opened'), value: format.dateTime(shift.opened_at) },
            { name: t('closeShift.by'), value: users.find(({ _id }) => _id === shift.user_id)?.name ?? '–' },
          ]}
        />
        <ChoiceGroup
          label={t('closeShift.how')}
          value={way}
          onChange={choose}
          choices={[
            { value: 'sum', label: t('closeShift.bySum') },
            { value: 'pieces', label: t('closeShift.byPieces') },
          ]}
        />
      </div>
      <div className={classes.column}>
        {way === 'sum' ? (
          <>
            <TextField
              label={t('closeShift.counted')}
              value={sum}
              onChange={setSum}
              focused
              amount
              inputMode="none"
              maxLength={16}
            />
            <NumberPad
              label={t('closeShift.pad')}
              value={sum}
              onChange={setSum}
              extra={decimalKey(settings)}
            />
          </>
        ) : (
          <PiecesCount
            denominations={denominationsOf(settings.currency, settings.currency_exponent)}
            pieces={pieces}
            onChange={setPieces}
          />
        )}
      </div>
    </section>
  );
}

function countOfSum(t: Say, text: string, settings: Parameters<typeof parseMoney>[1]) {
  if (text.trim() === '') return { refusal: t('closeShift.empty') };
  const amount = parseMoney(text, settings);
  return amount.ok ? { countedMinor: amount.value, counts: [] } : { refusal: refusalText(t, amount.refusal) };
}

function countOfPieces(t: Say, pieces: ReadonlyMap<number, string>) {
  const countedMinor = sumOfPieces(pieces);
  if (countedMinor === null) return { refusal: t('closeShift.piecesInvalid') };
  if (pieces.size === 0) return { refusal: t('closeShift.empty') };
  const counts = [...pieces]
    .map(([denomination, text]) => ({ denomination, pieces: Number(text) }))
    .filter((count) => count.pieces > 0)
    .sort((a, b) => b.denomination - a.denomination);
  return { countedMinor, counts };
}
