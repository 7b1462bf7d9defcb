import classes from './key-hint.module.css';

const shown: Record<string, string> = {
  Enter: '⏎',
  Backspace: '⌫',
  Delete: 'Del',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The key as keyboards print it. */
export function KeyHint({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={classes.key} aria-hidden="true">
      {shown[shortcut] ?? shortcut}
    </span>
  );
}
