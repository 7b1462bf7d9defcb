import { useTranslation } from 'react-i18next';
import { denominationsOf } from '../../../shared/domain/currencies.ts';
import { parseMoney } from '../../../shared/domain/money.ts';
import { NumberPad } from '../../kit/number-pad.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { decimalKey } from '../money-field.ts';
import type { EnteredCount } from '../register-state.ts';
import { useFormat, useRegister, useRegisterState, useView } from '../till-context.ts';
import { enterCount } from '../transitions/shift.ts';
import type { Counting } from './counting.ts';
import { sumOfPieces } from './denominations.ts';
import { PiecesFields, PiecesSum } from './pieces-count.tsx';

/** A blind count of the drawer, by its sum or by pieces. It is there again after a look at something else. */
export function useDrawerCount(): Counting {
  const { store } = useRegister();
  const { way, sum, pieces, at: entered } = useRegisterState(({ count }) => count);
  const enter = (change: Partial<EnteredCount>) => store.change(enterCount(change));
  const { t } = useTranslation();
  const { settings } = useView();
  const { locale } = useFormat();
  const denominations = denominationsOf(settings);
  const at = entered ?? denominations[0] ?? 1;
  const after = denominations[denominations.indexOf(at) + 1] ?? null;

  const readSum = () => {
    if (sum.trim() === '') return { refusal: t('closeShift.empty') };
    const amount = parseMoney(sum, { ...settings, locale });
    return amount.ok
      ? { countedMinor: amount.value, counts: [] }
      : { refusal: refusalText(t, amount.refusal) };
  };
  const readPieces = () => {
    const countedMinor = sumOfPieces(pieces);
    if (countedMinor === null) return { refusal: t('closeShift.piecesInvalid') };
    if (pieces.size === 0) return { refusal: t('closeShift.empty') };
    const counts = [...pieces]
      .map(([denomination, text]) => ({ denomination, pieces: Number(text) }))
      .filter((count) => count.pieces > 0)
      .sort((a, b) => b.denomination - a.denomination);
    return { countedMinor, counts };
  };
  return {
    way,
    sum,
    pieces,
    at,
    setWay: (way) => enter({ way }),
    setSum: (sum) => enter({ sum }),
    setPieces: (pieces) => enter({ pieces }),
    setAt: (at) => enter({ at }),
    next: way === 'pieces' ? after : null,
    read: way === 'sum' ? readSum : readPieces,
  };
}

/** On the left: how it is counted, and the pieces where they are. */
export function CountedPieces({ counting }: { readonly counting: Counting }) {
  const { settings } = useView();
  if (counting.way === 'sum') return null;
  const denominations = denominationsOf(settings);
  return <PiecesFields denominations={denominations} counting={counting} />;
}

/** On the right: the sum, and the keys to type with. */
export function CountedSum({ counting }: { readonly counting: Counting }) {
  const { t } = useTranslation();
  const { settings } = useView();
  const { locale } = useFormat();
  const { way, sum, setSum } = counting;
  if (way === 'pieces') return <PiecesSum counting={counting} />;
  return (
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
        extra={decimalKey({ ...settings, locale })}
      />
    </>
  );
}
