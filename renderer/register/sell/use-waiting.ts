import { useEffect } from 'react';
import { useCarryOut } from '../keys/use-carry-out.ts';
import { isSaving } from '../register-state.ts';
import { useRegister, useRegisterState } from '../till-context.ts';

/** What was pressed and scanned while something was being saved follows it. */
export function useWaiting(): void {
  const { store } = useRegister();
  const carryOut = useCarryOut();
  const saving = useRegisterState(isSaving);
  useEffect(() => {
    const { waiting } = store.getState();
    if (saving || waiting.length === 0) return;
    store.setState({ waiting: [] });
    carryOut(waiting);
  }, [saving, store, carryOut]);
}
