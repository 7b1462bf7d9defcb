import type { Timers } from '../till/platform.ts';

/** In browsers and Node alike. */
export const webTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
