import { createStore, type StoreApi } from 'zustand';
import { firstState, type RegisterState, type Transition } from './register-state.ts';

/** The register's state, which changes by named transitions and in no other way. */
export interface RegisterStore
  extends Pick<StoreApi<RegisterState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Several are one change: nobody sees what lies between. */
  readonly change: (...transitions: readonly Transition[]) => void;
  /** What the till has done is on the screen from here on: no scan that began before takes it back. */
  readonly answer: (...transitions: readonly Transition[]) => void;
}

export function createRegisterStore(): RegisterStore {
  const { getState, getInitialState, subscribe, setState } = createStore<RegisterState>(() => firstState);
  const after = (transitions: readonly Transition[]) =>
    transitions.reduce((state, transition) => transition(state), getState());
  return {
    getState,
    getInitialState,
    subscribe,
    change: (...transitions) => setState(after(transitions), true),
    answer: (...transitions) => {
      const answered = { ...after(transitions), answered: null };
      setState({ ...answered, answered }, true);
    },
  };
}
