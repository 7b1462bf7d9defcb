import { type ReactNode, useEffect, useRef } from 'react';
import { KeyHint } from './key-hint.tsx';
import classes from './list-row.module.css';
import { TouchButton } from './touch-button.tsx';

interface ListRowProps {
  readonly shortcut?: string;
  readonly title: string;
  readonly amount: string;
  readonly detail: string;
  /** Below the amount; strong where it must not be overlooked. */
  readonly state?: { readonly text: string; readonly strong: boolean };
  /** Chosen, and kept in sight. */
  readonly pressed?: boolean;
  /** Without it the line is only shown. */
  readonly onPress?: (() => void) | undefined;
}

/** A line of a list: what it is and what it comes to, and below each of them a little more. */
export function ListRow({ shortcut, title, amount, detail, state, pressed, onPress }: ListRowProps) {
  const said = (
    <>
      {shortcut !== undefined && (
        <span className={classes.key}>
          <KeyHint shortcut={shortcut} />
        </span>
      )}
      <span className={classes.title}>{title}</span>
      <span className={classes.amount}>{amount}</span>
      <span className={classes.detail}>{detail}</span>
      {state && (
        <span className={classes.state} data-strong={state.strong || undefined}>
          {state.text}
        </span>
      )}
    </>
  );
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (pressed) row.current?.scrollIntoView({ block: 'nearest' });
  }, [pressed]);
  return (
    <li ref={row}>
      {onPress ? (
        <TouchButton
          look="row"
          className={classes.row}
          shortcut={shortcut}
          pressed={pressed}
          onPress={onPress}
        >
          {said}
        </TouchButton>
      ) : (
        <div className={classes.row}>{said}</div>
      )}
    </li>
  );
}

export function RowList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}
