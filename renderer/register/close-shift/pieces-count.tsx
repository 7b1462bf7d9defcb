import { useTranslation } from 'react-i18next';
import { NumberPad } from '../../kit/number-pad.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useFormat } from '../till-context.ts';
import classes from './close-shift.module.css';
import type { Counting } from './counting.ts';
import { sumOfPieces } from './denominations.ts';

interface PiecesCountProps {
  readonly denominations: readonly number[];
  readonly counting: Counting;
}

/** A field for each note and coin. */
export function PiecesFields({ denominations, counting }: PiecesCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { pieces, setPieces, at, setAt } = counting;
  return (
    <div className={classes.pieces}>
      {denominations.map((denomination) => (
        <TextField
          key={denomination}
          label={t('closeShift.pieces', { denomination: format.money(denomination) })}
          value={pieces.get(denomination) ?? ''}
          onChange={(text) => setPieces(new Map(pieces).set(denomination, text))}
          onFocus={() => setAt(denomination)}
          focused={denomination === at}
          amount
          inputMode="none"
          maxLength={6}
        />
      ))}
    </div>
  );
}

/** What they come to, and the keys for the one that is counted. */
export function PiecesSum({ counting }: Pick<PiecesCountProps, 'counting'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { pieces, setPieces, at } = counting;
  const sum = sumOfPieces(pieces);
  return (
    <>
      <NumberPad
        label={t('closeShift.pad')}
        value={pieces.get(at) ?? ''}
        onChange={(text) => setPieces(new Map(pieces).set(at, text))}
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
