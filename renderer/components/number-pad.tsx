import { useTranslation } from 'react-i18next';
import { KeyButton } from './key-button.tsx';
import classes from './number-pad.module.css';

interface NumberPadProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Keys beside the digits, such as `.` or a space. */
  readonly extra?: readonly string[];
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
const names: Partial<Record<string, 'space' | 'point' | 'comma' | 'plus'>> = {
  ' ': 'space',
  '.': 'point',
  ',': 'comma',
  '+': 'plus',
};

/** Types into a field by touch. */
export function NumberPad({ label, value, onChange, extra = [] }: NumberPadProps) {
  const { t } = useTranslation();
  const nameOf = (key: string) => {
    const name = names[key];
    return name ? t(`frame.pad.${name}`) : key;
  };
  return (
    <fieldset className={classes.pad} aria-label={label}>
      {[...digits, ...extra].map((key) => (
        <KeyButton key={key} shortcut={null} label={nameOf(key)} onPress={() => onChange(value + key)}>
          <span className={classes.digit}>{key === ' ' ? '␣' : key}</span>
        </KeyButton>
      ))}
      <KeyButton shortcut={null} label={t('frame.pad.delete')} onPress={() => onChange(value.slice(0, -1))}>
        <span className={classes.digit}>⌫</span>
      </KeyButton>
    </fieldset>
  );
}
