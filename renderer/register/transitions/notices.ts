import type { Notice, Transition } from '../register-state.ts';

export const showNotice =
  (notice: Notice): Transition =>
  (state) => ({ ...state, notice });

export const showRefusal = (text: string): Transition => showNotice({ kind: 'refusal', text });

export const showInformation = (text: string): Transition => showNotice({ kind: 'information', text });

export const clearNotice: Transition = (state) => ({ ...state, notice: null });
