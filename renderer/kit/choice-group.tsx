import { useRef } from 'react';
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
  const group = useRef<HTMLFieldSetElement>(null);
  const pick = (picked: T) => {
    onChange(picked);
    // Reached by Tab, it would keep Enter to itself, which now goes on with the form.
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && group.current?.contains(activeElement)) activeElement.blur();
  };
  return (
    <fieldset ref={group} aria-label={label}>
      {!hiddenLabel && <legend className={classes.label}>{label}</legend>}
      <div className={classes.choices}>
        {choices.map((choice) => (
          <KeyButton
            key={choice.value}
            shortcut={choice.shortcut ?? null}
            label={choice.label}
            pressed={choice.value === value}
            onPress={() => pick(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
