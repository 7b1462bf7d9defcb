import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberPool } from '../../../shared/schema/lotteries.ts';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import { KeyButton } from '../../kit/key-button.tsx';
import classes from './number-grids.module.css';
import { pickedNumbers, withNumberToggled } from './picked-numbers.ts';

/** Ten numbers in a row, and so many rows of all pools, stand on the smallest screen without scrolling. */
const rowsThatFit = 7;

interface NumberGridsProps {
  readonly pools: readonly NumberPool[];
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/**
 * In the games' place, a grid per pool: each number is touched in, and touched again to take it back. Of many numbers a
 * small screen shows one pool at a time, and goes on to the next by itself.
 */
export function NumberGrids({ pools, text, onChange }: NumberGridsProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<number | null>(null);
  const picked = pools.map((pool, index) => ({ ...pool, own: pickedNumbers(pools, text)[index] ?? [] }));
  const labels = picked.map(({ name, pick, own }) => t('sell.pool', { name, pick, count: own.length }));
  const unfinished = picked.findIndex(({ own, pick }) => own.length < pick);
  const current = chosen ?? (unfinished === -1 ? pools.length - 1 : unfinished);
  const rows = pools.reduce((sum, { from, to }) => sum + Math.ceil((to - from + 1) / 10), 0);
  const toggle = (index: number, number: number) => {
    setChosen(null);
    onChange(withNumberToggled(pools, text, index, number));
  };
  return (
    <section
      className={`${classes.grids} scrolls`}
      data-numbers
      data-stepwise={(pools.length > 1 && rows > rowsThatFit) || undefined}
      aria-label={t('sell.numbers')}
    >
      <div className={classes.steps}>
        <ChoiceGroup
          label={t('sell.numbers')}
          hiddenLabel
          value={String(current)}
          onChange={(index) => setChosen(Number(index))}
          choices={labels.map((label, index) => ({ value: String(index), label }))}
        />
      </div>
      {picked.map(({ name, pick, from, to, own }, index) => (
        <fieldset
          key={name}
          className={classes.grid}
          data-current={index === current || undefined}
          aria-label={labels[index]}
        >
          <legend>{labels[index]}</legend>
          {Array.from({ length: to - from + 1 }, (_, at) => from + at).map((number) => (
            <KeyButton
              key={number}
              shortcut={null}
              label={String(number)}
              pressed={own.includes(number)}
              disabled={own.length >= pick && !own.includes(number)}
              onPress={() => toggle(index, number)}
            />
          ))}
        </fieldset>
      ))}
    </section>
  );
}
