import { useTranslation } from 'react-i18next';
import type { NumberPool } from '../../../shared/schema/lotteries.ts';
import { KeyButton } from '../../components/key-button.tsx';
import classes from './number-grids.module.css';
import { pickedNumbers, withNumberToggled } from './picked-numbers.ts';

interface NumberGridsProps {
  readonly pools: readonly NumberPool[];
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** In the games' place, a grid per pool: each number is touched in, and touched again to take it back. */
export function NumberGrids({ pools, text, onChange }: NumberGridsProps) {
  const { t } = useTranslation();
  const picked = pickedNumbers(pools, text);
  return (
    <section className={`${classes.grids} scrolls`} aria-label={t('sell.numbers')}>
      {pools.map(({ name, pick, from, to }, index) => {
        const own = picked[index] ?? [];
        const label = t('sell.pool', { name, pick, count: own.length });
        return (
          <fieldset key={name} className={classes.grid} aria-label={label}>
            <legend>{label}</legend>
            {Array.from({ length: to - from + 1 }, (_, at) => from + at).map((number) => (
              <KeyButton
                key={number}
                shortcut={null}
                label={String(number)}
                pressed={own.includes(number)}
                disabled={own.length >= pick && !own.includes(number)}
                onPress={() => onChange(withNumberToggled(pools, text, index, number))}
              />
            ))}
          </fieldset>
        );
      })}
    </section>
  );
}
