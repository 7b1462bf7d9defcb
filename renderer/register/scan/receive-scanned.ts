import type { WantedBatch } from '../register-state.ts';
import type { Register } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';
import { receiveBatch } from '../transitions/screens.ts';

/** Opens the form that receives a batch, filled in; says why not where that is not allowed. */
export function receiveScanned({ till, store, t }: Register, wanted: WantedBatch): void {
  store.change(till.may('stock.receive') ? receiveBatch(wanted) : showRefusal(t('stock.receiveNotAllowed')));
}
