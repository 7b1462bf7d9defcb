import { useCallback } from 'react';
import { flushSync } from 'react-dom';
import type { Waiting } from '../register-state.ts';
import { carryOutScan } from '../scan/carry-out-scan.ts';
import { useRegister } from '../till-context.ts';
import { type Layers, pressKey, useLayers } from './layers.ts';
import { deleteFrom, isTyping, textFieldOf, typeInto } from './text-fields.ts';

/** Carries out, in order, what was pressed and scanned when it could not be. */
export function useCarryOut(): (waiting: readonly Waiting[]) => void {
  const register = useRegister();
  const layers = useLayers();
  return useCallback(
    (waiting) => {
      // Each finds on the screen what the one before it led to, which React refuses in the midst of its own work.
      queueMicrotask(() => {
        for (const wanted of waiting) {
          flushSync(() => {
            if ('code' in wanted) carryOutScan(register, wanted.code);
            else typeOrPress(layers, wanted);
          });
        }
      });
    },
    [register, layers],
  );
}

/** Where one of them led to a field, those after it are typed into it. */
function typeOrPress(layers: Layers, { key, atMs }: { readonly key: string; readonly atMs: number }): void {
  const field = textFieldOf(document.activeElement);
  if (field && key === 'Backspace') deleteFrom(field);
  else if (field && isTyping(key)) typeInto(field, key);
  else pressKey(layers, key, atMs);
}
