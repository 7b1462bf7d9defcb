/** Counts wrong attempts by key within a window of time. */
export interface Attempts {
  /**
   * Makes an attempt, or answers null where the key is locked. It counts before its outcome is known, because guesses
   * sent side by side must not all pass the check first; what was not wrong, or failed for our reasons, is taken back.
   */
  attempt<T>(
    key: string,
    nowMs: number,
    make: () => Promise<T>,
    isWrong: (outcome: T) => boolean,
  ): Promise<T | null>;
  /** Forgets the key's wrong attempts. */
  clear(key: string): void;
}

/** Keys are forgotten oldest first beyond this, so that made-up names cannot fill the memory. */
const maxKeys = 20_000;

interface Tally {
  readonly count: number;
  readonly until: number;
}

/** After `limit` counted attempts a key is locked until `windowMs` after the first of them. In this process only. */
export function countAttempts(limit: number, windowMs: number): Attempts {
  const tallies = new Map<string, Tally>();
  const current = (key: string, nowMs: number) => {
    const tally = tallies.get(key);
    if (tally && tally.until > nowMs) return tally;
    tallies.delete(key);
    return null;
  };
  const add = (key: string, nowMs: number, by: 1 | -1) => {
    const tally = current(key, nowMs) ?? { count: 0, until: nowMs + windowMs };
    tallies.set(key, { ...tally, count: Math.max(0, tally.count + by) });
    const [oldest] = tallies.keys();
    if (tallies.size > maxKeys && oldest !== undefined) tallies.delete(oldest);
  };
  return {
    async attempt(key, nowMs, make, isWrong) {
      if ((current(key, nowMs)?.count ?? 0) >= limit) return null;
      add(key, nowMs, 1);
      let wrong = false;
      try {
        const outcome = await make();
        wrong = isWrong(outcome);
        return outcome;
      } finally {
        if (!wrong) add(key, nowMs, -1);
      }
    },
    clear: (key) => tallies.delete(key),
  };
}
