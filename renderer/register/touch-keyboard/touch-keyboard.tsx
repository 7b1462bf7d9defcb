import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../../kit/key-button.tsx';
import { deleteFrom, type Field, typeInto } from '../keys/text-fields.ts';
import { useRegister } from '../till-context.ts';
import classes from './touch-keyboard.module.css';

/** Eleven in a row; what stands below a letter comes with the shift key. */
const rows: readonly (readonly string[])[] = [
  [...'1234567890', '⌫'],
  [...'qwertyuiop', '-'],
  [...'asdfghjkl', '.', '⏎'],
  ['⇧', ...'zxcvbnm', ' ', '⌄'],
];
const shifted: Readonly<Record<string, string>> = {
  1: '!',
  2: '@',
  3: '#',
  4: '$',
  5: '%',
  6: '&',
  7: '/',
  8: '*',
  9: '(',
  0: ')',
  '-': '_',
  '.': ',',
};
const names = { '⌫': 'delete', '⏎': 'enter', '⇧': 'shift', '⌄': 'close', ' ': 'space' } as const;
const isNamed = (key: string): key is keyof typeof names => Object.hasOwn(names, key);

interface TouchKeyboardProps {
  readonly field: Field;
  readonly close: () => void;
}

/** Letters and digits for a till without a keyboard. It types into the field, which keeps the focus. */
export function TouchKeyboard({ field, close }: TouchKeyboardProps) {
  const { t } = useTranslation();
  const { queue } = useRegister();
  const [isShifted, setShifted] = useState(false);
  const keyboard = useRoom(field);

  const press = (key: string) => {
    if (key === '⌄') close();
    else if (key === '⇧') setShifted(!isShifted);
    else if (key === '⏎') queue.take({ key: 'Enter', atMs: performance.now() });
    else if (key === '⌫') deleteFrom(field);
    else {
      typeInto(field, shownAs(key));
      setShifted(false);
    }
  };
  const shownAs = (key: string) => (isShifted ? (shifted[key] ?? key.toUpperCase()) : key);

  return (
    <fieldset ref={keyboard} className={classes.keyboard} aria-label={t('frame.keyboard.title')}>
      {rows.flat().map((key) => (
        <KeyButton
          key={key}
          shortcut={null}
          label={isNamed(key) ? t(`frame.keyboard.${names[key]}`) : shownAs(key)}
          pressed={key === '⇧' ? isShifted : undefined}
          onPress={() => press(key)}
          touchOnly
        >
          <span className={classes.letter}>{key === ' ' ? '␣' : isNamed(key) ? key : shownAs(key)}</span>
        </KeyButton>
      ))}
    </fieldset>
  );
}

/** The screen ends above the keyboard, with the field in sight. */
function useRoom(field: Field) {
  const keyboard = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--touch-keyboard', `${keyboard.current?.offsetHeight ?? 0}px`);
    return () => {
      style.removeProperty('--touch-keyboard');
    };
  }, []);
  useEffect(() => {
    field.scrollIntoView({ block: 'center' });
  }, [field]);
  return keyboard;
}
