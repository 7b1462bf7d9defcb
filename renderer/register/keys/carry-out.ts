import { flushSync } from 'react-dom';
import type { FocusedField } from './focused-field.ts';
import type { Wanted } from './key-queue.ts';
import { type Layers, pressKey } from './layers.ts';
import { editField } from './text-fields.ts';

/**
 * Does what a key or a scan asks for; what that leads to is on the screen afterwards. Typing belongs into the field that
 * has the focus by then, whichever had it when the key went down.
 */
export function carryOut(
  wanted: Wanted,
  layers: Layers,
  focused: FocusedField,
  carryOutScan: (code: string) => void,
): boolean {
  return flushSync(() => {
    if ('code' in wanted) {
      carryOutScan(wanted.code);
      return true;
    }
    const { key, atMs } = wanted;
    const field = focused.forKey(key);
    return (field !== null && editField(field, key)) || pressKey(layers, key, atMs);
  });
}
