import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { pressKey, useLayers } from '../keys/layers.ts';
import { isSaving } from '../register-state.ts';
import { carryOutScan } from '../scan/carry-out-scan.ts';
import { useRegister, useRegisterState } from '../till-context.ts';

/** What was pressed and scanned while something was being saved is carried out after it, in order. */
export function useWaiting(): void {
  const register = useRegister();
  const layers = useLayers();
  const saving = useRegisterState(isSaving);
  useEffect(() => {
    const { waiting } = register.store.getState();
    if (saving || waiting.length === 0) return;
    register.store.setState({ waiting: [] });
    // Each finds on the screen what the one before it led to, which React refuses in the midst of its own work.
    queueMicrotask(() => {
      for (const wanted of waiting) {
        flushSync(() => {
          if ('code' in wanted) carryOutScan(register, wanted.code);
          else pressKey(layers, wanted.key, performance.now());
        });
      }
    });
  }, [saving, register, layers]);
}
