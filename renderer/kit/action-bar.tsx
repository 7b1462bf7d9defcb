import classes from './action-bar.module.css';
import { KeyButton } from './key-button.tsx';

interface BarAction {
  readonly key: string | null;
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  readonly pressed?: boolean;
}

/** What can be done now, always in the same place. */
export function ActionBar({
  label,
  actions,
}: {
  readonly label: string;
  readonly actions: readonly BarAction[];
}) {
  return (
    <div className={classes.bar} role="toolbar" aria-label={label}>
      {actions.map((action) => (
        <KeyButton
          key={action.label}
          shortcut={action.key}
          label={action.label}
          onPress={action.run}
          disabled={action.disabled}
          primary={action.primary}
          pressed={action.pressed}
        />
      ))}
    </div>
  );
}
