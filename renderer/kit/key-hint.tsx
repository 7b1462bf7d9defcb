import classes from './key-hint.module.css';

const shown: Record<string, string> = {
  Enter: '⏎',
  Backspace: '⌫',
  Delete: 'Del',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The key as keyboards print it. Drawn by the style sheet: it is no part of what the button is called. */
export function KeyHint({ shortcut }: { readonly shortcut: string }) {
  return <span className={classes.key} data-key={shown[shortcut] ?? shortcut} aria-hidden="true" />;
}
