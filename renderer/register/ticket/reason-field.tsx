import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { FieldRef } from '../use-asking.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly suggestions: readonly string[];
  readonly focused?: boolean;
  readonly field?: FieldRef;
}

/** The usual reasons by one touch, any other by typing. */
export function ReasonField({ value, onChange, suggestions, focused = false, field }: ReasonFieldProps) {
  const { t } = useTranslation();
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
        choices={suggestions.map((reason) => ({ value: reason, label: reason }))}
      />
    </>
  );
}
