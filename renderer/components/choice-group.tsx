import classes from './choice-group.module.css';
import { KeyButton } from './key-button.tsx';

interface ChoiceGroupProps<T extends string> {
  readonly label: string;
  /** The label is only heard. */
  readonly hiddenLabel?: boolean;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly shortcut?: string }[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
}

/** A few choices side by side, one of them taken. */
export function ChoiceGroup<T extends string>(props: ChoiceGroupProps<T>) {
  const { label, hiddenLabel = false, choices, value, onChange } = props;
  return (
    <fieldset aria-label={label}>
      {!hiddenLabel && <legend className={classes.label}>{label}</legend>}
      <div className={classes.choices}>
        {choices.map((choice) => (
          <KeyButton
            key={choice.value}
            shortcut={choice.shortcut ?? null}
            label={choice.label}
            pressed={choice.value === value}
            onPress={() => onChange(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
