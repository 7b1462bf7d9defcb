import { useLayer } from '../keys/layers.ts';
import { isSaving, waitUntilSaved } from '../register-state.ts';
import { useRegister } from '../till-context.ts';

/** While something is being saved every key waits. The Enter that began it may bounce: one alone is no wish. */
export function useSavingLayer(): void {
  const { store } = useRegister();
  useLayer({
    // Above every panel and field of selling, below the lock.
    level: 7,
    onKey: (key, atMs) => {
      const state = store.getState();
      if (!isSaving(state)) return false;
      if (key !== 'Enter' || state.waiting.length > 0) waitUntilSaved(store, { key, atMs });
      return true;
    },
  });
}
