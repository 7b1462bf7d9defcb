import { basketOf, isSaving, type Notice, type Transition } from '../register-state.ts';
import { filling } from '../sell/sell-mode.ts';

/** Basket or held → moving. Another user who is refused finds the basket, not its payment. */
export const beginMoving: Transition = (state) => {
  if (isSaving(state)) return state;
  const from = state.mode.is === 'held' ? 'held' : 'basket';
  return { ...state, mode: { is: 'moving', basket: basketOf(state), from }, notice: null };
};

/** Moving → where it was; the reason is said. */
export const refuseMove =
  (notice: Notice): Transition =>
  (state) => {
    const { mode } = state;
    if (mode.is !== 'moving') return { ...state, notice };
    const { from, basket } = mode;
    return { ...state, mode: from === 'held' ? { is: 'held', basket } : filling(basket), notice };
  };
