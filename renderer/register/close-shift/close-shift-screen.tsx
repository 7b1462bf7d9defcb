import { useState } from 'react';
import { parseMoney } from '../../../shared/domain/money.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { Facts } from '../../components/facts.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { decimalKey } from '../money-field.ts';
import { showScreen } from '../register-state.ts';
import { useFormat, useRegister, useView } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import classes from './close-shift.module.css';
import { denominationsOf, sumOfPieces } from './denominations.ts';
import { PiecesCount } from './pieces-count.tsx';
import { texts } from './texts.ts';

type Way = 'sum' | 'pieces';

/** A blind count: nothing on this screen says what should be in the drawer. */
export function CloseShiftScreen({ shift }: { readonly shift: Shift }) {
  const { till, store } = useRegister();
  const { settings, users } = useView();
  const format = useFormat();
  const [way, setWay] = useState<Way>('sum');
  const [sum, setSum] = useState('');
  const [pieces, setPieces] = useState<ReadonlyMap<number, string>>(new Map());
  const { asking, ask, refuse } = useAskingAloud();
  const allowed = till.may('shift.close');

  const submit = () => {
    if (!allowed) return refuse(texts.notAllowed);
    if (store.getState().rows.length > 0) return refuse(texts.basketOpen);
    const count = way === 'sum' ? countOfSum(sum, settings) : countOfPieces(pieces);
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
        label: asking ? texts.waiting : texts.submit,
        run: submit,
        disabled: asking,
        primary: true,
      },
      { key: 'F2', label: texts.switchWay, run: switchWay },
      { key: 'Escape', label: texts.back, run: () => showScreen(store, 'sell') },
    ],
  });
  return (
    <section className={classes.screen} aria-label={texts.title}>
      <div className={classes.column}>
        <h1>{texts.title}</h1>
        <p>{allowed ? texts.text : texts.notAllowed}</p>
        <Facts
          facts={[
            { name: texts.opened, value: format.dateTime(shift.opened_at) },
            { name: texts.by, value: users.find(({ _id }) => _id === shift.user_id)?.name ?? '–' },
          ]}
        />
        <ChoiceGroup
          label={texts.how}
          value={way}
          onChange={choose}
          choices={[
            { value: 'sum', label: texts.bySum },
            { value: 'pieces', label: texts.byPieces },
          ]}
        />
      </div>
      <div className={classes.column}>
        {way === 'sum' ? (
          <>
            <TextField
              label={texts.counted}
              value={sum}
              onChange={setSum}
              focused
              amount
              inputMode="none"
              maxLength={16}
            />
            <NumberPad label={texts.pad} value={sum} onChange={setSum} extra={decimalKey(settings)} />
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

function countOfSum(text: string, settings: Parameters<typeof parseMoney>[1]) {
  if (text.trim() === '') return { refusal: texts.empty };
  const amount = parseMoney(text, settings);
  return amount.ok ? { countedMinor: amount.value, counts: [] } : { refusal: amount.refusal.message };
}

function countOfPieces(pieces: ReadonlyMap<number, string>) {
  const countedMinor = sumOfPieces(pieces);
  if (countedMinor === null) return { refusal: texts.piecesInvalid };
  if (pieces.size === 0) return { refusal: texts.empty };
  const counts = [...pieces]
    .map(([denomination, text]) => ({ denomination, pieces: Number(text) }))
    .filter((count) => count.pieces > 0)
    .sort((a, b) => b.denomination - a.denomination);
  return { countedMinor, counts };
}
