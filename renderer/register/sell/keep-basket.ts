import { Type } from 'typebox';
import { HeldBasket } from '../../local/held-baskets.ts';
import { isSaving } from '../register-state.ts';
import { readStored } from '../stored.ts';
import type { Register } from '../till-context.ts';
import type { BasketRow } from './basket.ts';

const KeptBasket = Type.Object({ userId: Type.String(), rows: HeldBasket.properties.rows });
const key = 'tillside.basket';

/**
 * The basket survives a reload of this window, for the same user. It is let go before it is sold or held: a crash after
 * that must not bring it back beside its sale.
 */
export function keepBasket(
  { till, store, t }: Register,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): void {
  let isRead = false;
  const readOnce = () => {
    const { phase, session } = till.state();
    if (isRead || phase.phase !== 'ready' || session === null) return;
    isRead = true;
    const rows = readRows(storage, session.user.id);
    if (rows.length === 0 || store.getState().rows.length > 0) return;
    store.setState({
      rows,
      nextRowId: rows.length + 1,
      selectedRowId: rows.length,
      notice: { kind: 'information', text: t('sell.basketKept') },
    });
  };
  readOnce();
  till.subscribe(readOnce);
  store.subscribe((state, before) => {
    if (!isRead || (state.rows === before.rows && state.mode === before.mode)) return;
    const { session, training } = till.state();
    storage.removeItem(key);
    if (state.rows.length === 0 || isSaving(state) || training || session === null) return;
    try {
      storage.setItem(key, JSON.stringify({ userId: session.user.id, rows: state.rows }));
    } catch {
      // No room for it: then a reload empties the basket, and selling goes on.
    }
  });
}

function readRows(storage: Pick<Storage, 'getItem'>, userId: string): readonly BasketRow[] {
  const kept = readStored(storage, key, KeptBasket);
  if (kept?.userId !== userId) return [];
  return kept.rows.map((row, index) => ({ ...row, printed: row.printed ?? null, id: index + 1 }));
}
