import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { TextField } from '../../components/text-field.tsx';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly suggestions: readonly string[];
  readonly focused?: boolean;
}

/** The usual reasons by one touch, any other by typing. */
export function ReasonField({ value, onChange, suggestions, focused = false }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
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
