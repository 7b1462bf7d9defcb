import { useState } from 'react';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormat } from '../till-context.ts';
import classes from './close-shift.module.css';
import { sumOfPieces } from './denominations.ts';
import { texts } from './texts.ts';

interface PiecesCountProps {
  readonly denominations: readonly number[];
  readonly pieces: ReadonlyMap<number, string>;
  readonly onChange: (pieces: ReadonlyMap<number, string>) => void;
}

export function PiecesCount({ denominations, pieces, onChange }: PiecesCountProps) {
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
            label={texts.pieces(format.money(denomination))}
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
        label={texts.pad}
        value={pieces.get(current) ?? ''}
        onChange={(text) => set(current, text)}
      />
      <p className={classes.sum}>
        <span>{texts.sum}</span>
        <output className="large" aria-label={texts.sum}>
          {sum === null ? '–' : format.money(sum)}
        </output>
      </p>
    </>
  );
}
