import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../components/key-hint.tsx';
import { basketLines } from '../sell/basket.ts';
import { useFormat, useRegister, useTillState } from '../till-context.ts';
import classes from './held.module.css';

interface HeldListProps {
  /** Touching one chooses it; without, the list is only shown. */
  readonly onChoose?: (number: number) => void;
  readonly chosen?: number | null;
}

/** Baskets put aside at this till, with what they come to now. */
export function HeldList({ onChoose, chosen = null }: HeldListProps) {
  const { t } = useTranslation();
  const { till } = useRegister();
  const { held } = useTillState();
  const format = useFormat();
  return (
    <ul className={classes.list} aria-label={t('held.title')}>
      {held.map(({ number, name, by, at, rows }) => {
        const lines = basketLines(rows.map((row) => ({ ...row, id: number })));
        const said = (
          <>
            <KeyHint shortcut={String(number)} />
            <span className={classes.what}>
              <b>{name || t('held.number', { number })}</b>
              <small>{[by, format.time(at)].filter(Boolean).join(' · ')}</small>
            </span>
            <span>{format.money(till.price(lines).total)}</span>
          </>
        );
        return (
          <li key={number}>
            {onChoose ? (
              <UnstyledButton
                type="button"
                className={classes.item}
                data-chosen={number === chosen || undefined}
                aria-pressed={number === chosen}
                aria-keyshortcuts={String(number)}
                onPointerDown={(event) => event.preventDefault()}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(number)}
              >
                {said}
              </UnstyledButton>
            ) : (
              <div className={classes.item}>{said}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
