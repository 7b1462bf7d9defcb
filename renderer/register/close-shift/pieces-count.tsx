import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormat } from '../till-context.ts';
import classes from './close-shift.module.css';
import { sumOfPieces } from './denominations.ts';

interface PiecesCountProps {
  readonly denominations: readonly number[];
  readonly pieces: ReadonlyMap<number, string>;
  readonly onChange: (pieces: ReadonlyMap<number, string>) => void;
}

export function PiecesCount({ denominations, pieces, onChange }: PiecesCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [current, setCurrent] = useState(denominations[0] ?? 1);
  const set = (denomination: number, text: string) => onChange(new Map(pieces).set(denomination, text));
  const sum = sumOfPieces(pieces);
  return (
    <>
      <div className={classes.pieces}>
        {denominations.map((denomination, index) => (
          <TextField
            key={denomination}
            label={t('closeShift.pieces', { denomination: format.money(denomination) })}
            value={pieces.get(denomination) ?? ''}
            onChange={(text) => set(denomination, text)}
            onFocus={() => setCurrent(denomination)}
            focused={index === 0}
            amount
            inputMode="none"
            maxLength={6}
          />
        ))}
      </div>
      <NumberPad
        label={t('closeShift.pad')}
        value={pieces.get(current) ?? ''}
        onChange={(text) => set(current, text)}
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
