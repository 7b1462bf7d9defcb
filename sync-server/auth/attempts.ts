/** Counts wrong attempts by key within a window of time. */
export interface Attempts {
  isLocked(key: string, nowMs: number): boolean;
  /** Counts before the outcome is known: guesses sent side by side must not all pass the check first. */
  count(key: string, nowMs: number): void;
  /** Takes back what was counted for an attempt that turned out right. */
  uncount(key: string): void;
  /** Forgets the key's wrong attempts. */
  clear(key: string): void;
}

/** Keys are forgotten oldest first beyond this, so that made-up names cannot fill the memory. */
const maxKeys = 20_000;

interface Tally {
  count: number;
  until: number;
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
  return {
    isLocked: (key, nowMs) => (current(key, nowMs)?.count ?? 0) >= limit,
    count(key, nowMs) {
      const tally = current(key, nowMs) ?? { count: 0, until: nowMs + windowMs };
      tallies.set(key, { ...tally, count: tally.count + 1 });
      const [oldest] = tallies.keys();
      if (tallies.size > maxKeys && oldest !== undefined) tallies.delete(oldest);
    },
    uncount(key) {
      const tally = tallies.get(key);
      if (tally) tallies.set(key, { ...tally, count: Math.max(0, tally.count - 1) });
    },
    clear: (key) => tallies.delete(key),
  };
}
