import type { Payment } from '../../till/api.ts';
import { refusalNotice } from '../register-state.ts';
import { basketLines } from '../sell/basket.ts';
import type { Register } from '../till-context.ts';
import { beginSelling, refuseSale, showReceipt } from '../transitions/payment.ts';

/**
 * Sells the basket, once: the mode changes before anything is awaited, and only from the payment panel. The receipt is
 * shown when the sale is durable and not before (JRN2).
 */
export async function completeSale({ till, store, queue, t }: Register, payment: Payment): Promise<boolean> {
  const { mode } = store.getState();
  if (mode.is !== 'payment') return false;
  store.change(beginSelling);
  const letGo = queue.hold({ afterEnter: true });
  try {
    const sale = await till.sell(basketLines(mode.basket.rows), payment);
    if (!sale.ok) {
      queue.refused();
      store.answer(refuseSale(refusalNotice(t, sale.refusal)));
      return false;
    }
    store.answer(showReceipt(sale.value, performance.now()));
    return true;
  } catch (error) {
    console.error(error);
    queue.refused();
    store.answer(refuseSale({ kind: 'refusal', text: t('sell.unknownOutcome') }));
    return false;
  } finally {
    letGo();
  }
}
