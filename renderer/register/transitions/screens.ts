import { openedScreen, type ScreenName, type Transition, type WantedBatch } from '../register-state.ts';
import { forgetTyped } from './typing.ts';

/** A key or a touch leads to a screen. */
export const showScreen =
  (name: ScreenName): Transition =>
  (state) => ({ ...forgetTyped(state), screen: openedScreen(name), notice: null });

/** A ticket is looked up from wherever it was scanned, and Esc comes back there. */
export const lookUpTicket =
  (code: string): Transition =>
  (state) => {
    const { screen } = state;
    const from = screen.is === 'ticket' ? screen.from : screen.is;
    return {
      ...forgetTyped(state),
      screen: { is: 'ticket', wanted: { code }, from },
      notice: null,
    };
  };

/** The form that receives a batch opens, with what was scanned of one. */
export const receiveBatch =
  (wanted: WantedBatch | null): Transition =>
  (state) => ({ ...state, screen: { is: 'stock', doing: 'receiving', wanted }, notice: null });

/** Stock on hand, read or given back. */
export const showStock =
  (doing: 'reading' | 'releasing'): Transition =>
  (state) => ({ ...state, screen: { is: 'stock', doing }, notice: null });
