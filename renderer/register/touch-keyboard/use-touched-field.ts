import { useEffect, useRef, useState } from 'react';
import { type Field, textFieldOf } from '../keys/text-fields.ts';
import { heardKey, noHands } from './hands.ts';

/** A field that wants letters; beside one without an input mode of its own stands a number pad. */
const wantsLetters = (field: Field | null): field is Field => field !== null && field.inputMode !== 'none';

/**
 * The text field that was touched, and after it those that get the focus, until it is put away, no field has the focus
 * or someone types on a keyboard: where there is one, none is shown.
 */
export function useTouchedField(): readonly [field: Field | null, close: () => void] {
  const [field, setField] = useState<Field | null>(null);
  const hands = useRef(noHands);

  useEffect(() => {
    const touchedBy = ({ target, pointerType }: PointerEvent): Field | null => {
      const touched = textFieldOf(target);
      const isByTouch = pointerType !== 'mouse' && !hands.current.haveKeyboard;
      return isByTouch && wantsLetters(touched) ? touched : null;
    };
    // A keyboard that comes or goes moves the page. So one that is there stays for the next field, and one that is not
    // comes when the finger is up: before, another field would be under it.
    const onPointerDown = (event: PointerEvent) => setField((now) => now && (touchedBy(event) ?? now));
    const onClick = (event: PointerEvent) => setField((now) => touchedBy(event) ?? now);
    const onKeyDown = ({ key, timeStamp }: KeyboardEvent) => {
      hands.current = heardKey(hands.current, key, timeStamp);
      if (hands.current.haveKeyboard) setField(null);
    };
    window.addEventListener('pointerdown', onPointerDown, { capture: true });
    window.addEventListener('click', onClick, { capture: true });
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('pointerdown', onPointerDown, { capture: true });
      window.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);

  useEffect(() => {
    if (!field) return undefined;
    const mode = field.inputMode;
    // The system's own keyboard would come up as well.
    field.inputMode = 'none';
    const follow = () => {
      const focused = textFieldOf(document.activeElement);
      if (focused !== field) setField(wantsLetters(focused) ? focused : null);
    };
    const onFocusOut = () => queueMicrotask(follow);
    // A screen that goes takes its field along, and no event says so.
    const watcher = new MutationObserver(() => {
      if (!field.isConnected) follow();
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    field.addEventListener('focusout', onFocusOut);
    return () => {
      field.inputMode = mode;
      watcher.disconnect();
      field.removeEventListener('focusout', onFocusOut);
    };
  }, [field]);

  return [field, () => setField(null)];
}
