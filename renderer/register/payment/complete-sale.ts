import type { Payment } from '../../till/api.ts';
import { refusalNotice, showAnswer, stillWaiting } from '../register-state.ts';
import { basketLines } from '../sell/basket.ts';
import type { Register } from '../till-context.ts';

/**
 * Sells the basket, once: the mode changes before anything is awaited, and only from the payment panel. The receipt is
 * shown when the sale is durable and not before (JRN2).
 */
export async function completeSale({ till, store, t }: Register, payment: Payment): Promise<boolean> {
  const { mode, rows } = store.getState();
  if (mode !== 'payment') return false;
  store.setState({ mode: 'selling', notice: null, waiting: [] });
  try {
    const sale = await till.sell(basketLines(rows), payment);
    if (!sale.ok) {
      showAnswer(store, {
        mode: 'payment',
        notice: refusalNotice(t, sale.refusal),
        waiting: stillWaiting(store.getState().waiting),
      });
      return false;
    }
    showAnswer(store, {
      mode: 'receipt',
      rows: [],
      selectedRowId: null,
      lastSale: sale.value,
      receiptAtMs: performance.now(),
    });
    return true;
  } catch (error) {
    console.error(error);
    showAnswer(store, {
      mode: 'payment',
      notice: { kind: 'refusal', text: t('sell.unknownOutcome') },
      waiting: stillWaiting(store.getState().waiting),
    });
    return false;
  }
}
