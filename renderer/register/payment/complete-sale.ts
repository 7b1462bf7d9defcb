import type { Payment } from '../../till/api.ts';
import { refusalNotice } from '../register-state.ts';
import { basketLines } from '../sell/basket.ts';
import type { Register } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';

/**
 * Sells the basket, once: the mode changes before anything is awaited, and only from the payment panel. The receipt is
 * shown when the sale is durable and not before (JRN2).
 */
export async function completeSale({ till, store, queue, t }: Register, payment: Payment): Promise<boolean> {
  const { mode, rows } = store.getState();
  if (mode !== 'payment') return false;
  store.setState({ mode: 'selling', notice: null });
  const letGo = queue.hold({ afterEnter: true });
  try {
    const sale = await till.sell(basketLines(rows), payment);
    if (!sale.ok) {
      queue.refused();
      store.answer((state) => ({ ...state, mode: 'payment', notice: refusalNotice(t, sale.refusal) }));
      return false;
    }
    store.answer((state) => ({
      ...state,
      mode: 'receipt',
      rows: [],
      selectedRowId: null,
      lastSale: sale.value,
      receiptAtMs: performance.now(),
    }));
    return true;
  } catch (error) {
    console.error(error);
    queue.refused();
    store.answer((state) => ({ ...state, mode: 'payment' }), showRefusal(t('sell.unknownOutcome')));
    return false;
  } finally {
    letGo();
  }
}
