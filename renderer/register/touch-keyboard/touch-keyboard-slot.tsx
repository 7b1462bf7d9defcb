import { useEffect, useState } from 'react';
import { later } from '../later.tsx';
import { useTouchedField } from './use-touched-field.ts';

export const touchKeyboard = later(() =>
  import('./touch-keyboard.tsx').then((module) => module.TouchKeyboard),
);

/** Wherever a text field is touched, a keyboard to touch comes up: once it is there, so that nothing blinks. */
export function TouchKeyboardSlot() {
  const [field, close] = useTouchedField();
  const [isLoaded, setLoaded] = useState(false);
  const isWanted = field !== null;
  useEffect(() => {
    if (!isWanted || isLoaded) return;
    touchKeyboard.preload().then(
      () => setLoaded(true),
      () => undefined,
    );
  }, [isWanted, isLoaded]);
  return field && isLoaded ? <touchKeyboard.Screen field={field} close={close} /> : null;
}
