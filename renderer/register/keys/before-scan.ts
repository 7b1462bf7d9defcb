import type { StoreApi } from 'zustand';
import type { RegisterState } from '../register-state.ts';

/**
 * Remembers the register as it is; called back, it takes away what the first keys of a scan did before they were known
 * to be one. A sale is never taken back: what was sold meanwhile stays sold.
 */
export function rememberRegister(store: StoreApi<RegisterState>): () => void {
  const before = store.getState();
  return () => {
    const { lastSale, mode } = store.getState();
    if (lastSale !== before.lastSale) {
      // The keys waited for the sale to be saved, then began the next one.
      store.setState({ rows: [], ...untyped(before), waiting: [], mode: 'receipt', notice: null });
    } else if (mode === 'selling') {
      store.setState({ waiting: before.mode === 'selling' ? before.waiting : [] });
    } else if (before.mode !== 'selling') store.setState(before, true);
  };
}

const untyped = ({ typing }: RegisterState) => ({
  typing,
  selectedRowId: null,
  lastTypedRowId: null,
  moveOnOffered: false,
});
