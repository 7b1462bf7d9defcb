import type { ReactNode } from 'react';
import classes from './key-button.module.css';
import { KeyHint } from './key-hint.tsx';
import { keepFocus } from './touch-button.tsx';

interface KeyButtonProps {
  /** As `KeyboardEvent.key` names it. */
  readonly shortcut: string | null;
  /** The button's name, for people and for tests. */
  readonly label: string;
  readonly onPress: () => void;
  readonly disabled?: boolean | undefined;
  readonly primary?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  /** Of a pad beside a field: Tab passes it by, or Enter would type its digit instead of going on. */
  readonly touchOnly?: boolean;
  readonly children?: ReactNode;
}

/**
 * A touch button of at least 60 px that shows the key that does the same. Plain HTML: a grid has a hundred of them, and
 * Mantine's take 60 ms for that.
 */
export function KeyButton(props: KeyButtonProps) {
  const { shortcut, label, onPress, disabled = false, primary = false, pressed, touchOnly, children } = props;
  return (
    <button
      type="button"
      className={classes.button}
      data-primary={primary || undefined}
      data-pressed={pressed || undefined}
      aria-label={label}
      aria-keyshortcuts={shortcut ?? undefined}
      aria-pressed={pressed}
      disabled={disabled}
      tabIndex={touchOnly ? -1 : undefined}
      onPointerDown={keepFocus}
      onMouseDown={keepFocus}
      onClick={onPress}
    >
      {shortcut !== null && <KeyHint shortcut={shortcut} />}
      <span>{children ?? label}</span>
    </button>
  );
}
