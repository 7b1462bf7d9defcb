import type { StoreApi } from 'zustand';
import { isSaving, type RegisterState } from '../register-state.ts';

/**
 * Remembers the register as it is; called back, it takes away what the first keys of a scan did before they were known
 * to be one. What the till has answered meanwhile is never taken back: what was sold stays sold, a basket that came back
 * stays on the screen.
 */
export function rememberRegister(store: StoreApi<RegisterState>): () => void {
  const before = store.getState();
  return () => {
    const now = store.getState();
    const { answered } = now;
    // While something is being saved nothing is carried out.
    if (isSaving(now)) return;
    if (answered === before.answered) store.setState(before, true);
    else if (answered) store.setState({ ...answered, answered }, true);
  };
}
