import { sha256Hex } from '#sha256';
import { instantAt } from '../../shared/domain/instants.ts';
import type { CentralStore } from '../store/port.ts';

/** Counts wrong attempts by key within a window of time, for all nodes and across their restarts (SEC4). */
export interface Attempts {
  /**
   * Makes an attempt, or answers null where the key is locked. It is counted, durably, before its outcome is known,
   * because guesses sent in parallel must not all pass the check first; a right attempt, or one that failed on our side,
   * is taken back.
   */
  attempt<T>(
    key: string,
    nowMs: number,
    make: () => Promise<T>,
    isWrong: (outcome: T) => boolean,
  ): Promise<T | null>;
  /** Forgets the key's wrong attempts. */
  clear(key: string): Promise<void>;
}

/** After `limit` counted attempts at `what` a key is locked until `windowMs` after the first of them. */
export function countAttempts(
  store: Pick<CentralStore, 'addToCounter' | 'clearCounter'>,
  what: string,
  limit: number,
  windowMs: number,
): Attempts {
  // Hashed: what was typed as a user name may have been a password.
  const nameOf = (key: string) => sha256Hex(`${what}\n${key}`);
  return {
    async attempt(key, nowMs, make, isWrong) {
      const add = (by: 1 | -1) =>
        store.addToCounter(nameOf(key), by, instantAt(nowMs), instantAt(nowMs + windowMs));
      if ((await add(1)) > limit) return null;
      let wrong = false;
      try {
        const outcome = await make();
        wrong = isWrong(outcome);
        return outcome;
      } finally {
        if (!wrong) await add(-1);
      }
    },
    clear: (key) => store.clearCounter(nameOf(key)),
  };
}
