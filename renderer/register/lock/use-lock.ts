import { useEffect } from 'react';
import { useLayer } from '../keys/layers.ts';
import { isSaving } from '../register-state.ts';
import { type Register, useRegister, useTillState } from '../till-context.ts';
import { clearBasket } from '../transitions/basket.ts';
import { clearNotice } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { forgetPerson, putZReportAway } from '../transitions/shift.ts';
import { lockAfterIdleMs, watchIdle } from './idle.ts';

/** Locks the till, or ends training, which locks it too. Whether it is locked now. */
export function lockTill(register: Register): boolean {
  const { till, store } = register;
  const { session, locked, training } = till.state();
  // A sale that is being written goes on to its receipt first, a basket to where it is held.
  if (session === null || isSaving(store.getState())) return false;
  if (locked) return true;
  if (training) leaveTraining(register);
  else {
    store.change(clearNotice);
    till.lock();
  }
  return true;
}

export function leaveTraining({ till, store }: Register): void {
  store.change(clearBasket, showScreen('sell'), forgetPerson, putZReportAway);
  till.leaveTraining();
}

/** The lock key on every screen, and the lock after idle. */
export function useLock(): void {
  const register = useRegister();
  const { session, locked } = useTillState();
  useLayer({
    // Above every screen and panel, below the lock itself.
    level: 8,
    onKey: (key) => {
      if (key !== 'F1') return false;
      lockTill(register);
      return true;
    },
  });
  const isAtWork = session !== null && !locked;
  useEffect(() => {
    if (!isAtWork) return undefined;
    return watchIdle({
      events: window,
      limitMs: lockAfterIdleMs,
      nowMs: () => performance.now(),
      every: (ms, callback) => {
        const timer = setInterval(callback, ms);
        return () => clearInterval(timer);
      },
      onIdle: () => lockTill(register),
    });
  }, [isAtWork, register]);
}
