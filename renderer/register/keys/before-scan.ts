import { isSaving } from '../register-state.ts';
import type { RegisterStore } from '../register-store.ts';

/**
 * Remembers the register as it is; called back, it takes away what the first keys of a scan did before they were known
 * to be one. What the till has answered meanwhile is never taken back: what was sold stays sold, a basket that came back
 * stays on the screen.
 */
export function rememberRegister(store: RegisterStore): () => void {
  const before = store.getState();
  return () => {
    const now = store.getState();
    const { answered } = now;
    // While something is being saved nothing is carried out.
    if (isSaving(now)) return;
    if (answered === before.answered) store.change(() => before);
    else if (answered) store.change(() => ({ ...answered, answered }));
  };
}
