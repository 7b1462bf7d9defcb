import classes from './choice-group.module.css';
import { KeyButton } from './key-button.tsx';

interface ChoiceGroupProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly shortcut?: string }[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
}

/** A few choices side by side, one of them taken. */
export function ChoiceGroup<T extends string>({ label, choices, value, onChange }: ChoiceGroupProps<T>) {
  return (
    <fieldset className={classes.group} aria-label={label}>
      {choices.map((choice) => (
        <KeyButton
          key={choice.value}
          shortcut={choice.shortcut ?? null}
          label={choice.label}
          pressed={choice.value === value}
          onPress={() => onChange(choice.value)}
        />
      ))}
    </fieldset>
  );
}
