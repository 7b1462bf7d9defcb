import { basketOf, isSaving, type Transition } from '../register-state.ts';
import { filling, type Panel } from '../sell/sell-mode.ts';

/** Opens in the basket's place, or in the receipt's; what is being saved comes to its end first. */
export const openPanel =
  (panel: Panel): Transition =>
  (state) =>
    isSaving(state) ? state : { ...state, mode: { is: panel, basket: basketOf(state) } };

/** Back to the basket as it lies there. A receipt is put away by the next sale only. */
export const closePanel: Transition = (state) =>
  isSaving(state) || state.mode.is === 'receipt'
    ? state
    : { ...state, mode: filling(state.mode.basket), notice: null };

export const markUnprintedShown: Transition = (state) => ({ ...state, unprintedShown: true });
