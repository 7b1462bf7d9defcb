import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import type { FieldRef } from '../use-asking.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly suggestions: readonly string[];
  readonly focused?: boolean;
  readonly field?: FieldRef;
}

const keys: readonly string[] = ['F2', 'F3', 'F4', 'F5'];

/** The usual reasons by one key or touch, any other by typing. */
export function ReasonField({ value, onChange, suggestions, focused = false, field }: ReasonFieldProps) {
  const { t } = useTranslation();
  useLayer({
    // Above the form, which takes every other key.
    level: 3,
    onKey: (key) => {
      const reason = suggestions[keys.indexOf(key)];
      if (reason !== undefined) onChange(reason);
      return reason !== undefined;
    },
  });
  return (
    <>
      <TextField
        {...(field ? { inputRef: field } : {})}
        label={t('ticket.reason')}
        value={value}
        onChange={onChange}
        focused={focused}
        maxLength={200}
      />
      <ChoiceGroup
        label={t('ticket.suggestions')}
        hiddenLabel
        value={value}
        onChange={onChange}
        choices={suggestions.map((reason, index) => ({
          value: reason,
          label: reason,
          ...(keys[index] ? { shortcut: keys[index] } : {}),
        }))}
      />
    </>
  );
}
