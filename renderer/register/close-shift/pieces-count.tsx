import { useTranslation } from 'react-i18next';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormat } from '../till-context.ts';
import classes from './close-shift.module.css';
import { sumOfPieces } from './denominations.ts';
import type { Counting } from './drawer-count.tsx';

interface PiecesCountProps {
  readonly denominations: readonly number[];
  readonly counting: Counting;
}

export function PiecesCount({ denominations, counting }: PiecesCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { pieces, setPieces, at, setAt } = counting;
  const set = (denomination: number, text: string) => setPieces(new Map(pieces).set(denomination, text));
  const sum = sumOfPieces(pieces);
  return (
    <>
      <div className={classes.pieces}>
        {denominations.map((denomination) => (
          <TextField
            key={denomination}
            label={t('closeShift.pieces', { denomination: format.money(denomination) })}
            value={pieces.get(denomination) ?? ''}
            onChange={(text) => set(denomination, text)}
            onFocus={() => setAt(denomination)}
            focused={denomination === at}
            amount
            inputMode="none"
            maxLength={6}
          />
        ))}
      </div>
      <NumberPad
        label={t('closeShift.pad')}
        value={pieces.get(at) ?? ''}
        onChange={(text) => set(at, text)}
      />
      <p className={classes.sum}>
        <span>{t('closeShift.sum')}</span>
        <output className="large" aria-label={t('closeShift.sum')}>
          {sum === null ? '–' : format.money(sum)}
        </output>
      </p>
    </>
  );
}
