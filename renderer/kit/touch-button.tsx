import type { ReactNode, SyntheticEvent } from 'react';
import classes from './touch-button.module.css';

interface TouchButtonProps {
  /** A card stands by itself; a row is one of a list. */
  readonly look: 'card' | 'row';
  readonly className?: string | undefined;
  /** The key that does the same, as `KeyboardEvent.key` names it. */
  readonly shortcut?: string | undefined;
  readonly onPress: () => void;
  readonly disabled?: boolean | undefined;
  /** One of several that can be chosen: whether it is. */
  readonly pressed?: boolean | undefined;
  /** The one that keys change. */
  readonly current?: boolean | undefined;
  readonly children: ReactNode;
}

/** A button of any content, such as a tile or a line of a list; what has only a name is a KeyButton. */
export function TouchButton(props: TouchButtonProps) {
  const { look, className = '', shortcut, onPress, disabled, pressed, current, children } = props;
  return (
    <button
      type="button"
      className={`${classes.button} ${classes[look]} ${className}`}
      aria-keyshortcuts={shortcut}
      aria-pressed={pressed}
      aria-current={current || undefined}
      disabled={disabled}
      onPointerDown={keepFocus}
      onMouseDown={keepFocus}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** A touched button must not take the focus, or Enter would press it again instead of paying. */
export const keepFocus = (event: SyntheticEvent): void => event.preventDefault();
