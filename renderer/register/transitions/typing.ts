import type { Typing } from '../keys/typed-numbers.ts';
import type { Transition } from '../register-state.ts';
import { filling } from '../sell/sell-mode.ts';

/** A digit or `*` was typed at the basket; elsewhere it is none of ours. */
export const typeOn =
  (typing: Typing): Transition =>
  (state) =>
    state.mode.is === 'basket' ? { ...state, mode: { ...state.mode, typing }, notice: null } : state;

/** A number counts as typed only until something else is done. */
export const forgetTyped: Transition = (state) =>
  state.mode.is === 'basket' ? { ...state, mode: filling(state.mode.basket) } : state;

export const forgetTypedRows: Transition = (state) =>
  state.mode.is === 'basket' ? { ...state, mode: { ...state.mode, lastTypedRowIds: [] } } : state;

/** What was typed last was typed in one go with what made these rows. */
export const goesOnFrom =
  (rowIds: readonly number[]): Transition =>
  (state) =>
    state.mode.is === 'basket'
      ? { ...state, mode: { ...state.mode, lastTypedRowIds: [...rowIds, ...state.mode.lastTypedRowIds] } }
      : state;
