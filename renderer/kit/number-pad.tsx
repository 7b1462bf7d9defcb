import { useTranslation } from 'react-i18next';
import { KeyButton } from './key-button.tsx';
import classes from './number-pad.module.css';

interface NumberPadProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The decimal mark, left of the 0. */
  readonly extra?: readonly string[];
}

/** As they lie on a till's keyboard. */
const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];
const names: Partial<Record<string, 'point' | 'comma'>> = { '.': 'point', ',': 'comma' };

/** Types into a field by touch, and only by touch: who has a keyboard types into the field itself. */
export function NumberPad({ label, value, onChange, extra = [] }: NumberPadProps) {
  const { t } = useTranslation();
  const nameOf = (key: string) => {
    const name = names[key];
    return name ? t(`frame.pad.${name}`) : key;
  };
  return (
    <fieldset className={classes.pad} aria-label={label}>
      {[...digits, ...extra, '0'].map((key) => (
        <KeyButton
          key={key}
          shortcut={null}
          label={nameOf(key)}
          onPress={() => onChange(value + key)}
          touchOnly
        >
          <span className={classes.digit}>{key}</span>
        </KeyButton>
      ))}
      <KeyButton
        shortcut={null}
        label={t('frame.pad.delete')}
        onPress={() => onChange(value.slice(0, -1))}
        touchOnly
      >
        <span className={classes.digit}>⌫</span>
      </KeyButton>
    </fieldset>
  );
}
