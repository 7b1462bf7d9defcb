import { setTimeout } from 'node:timers/promises';
import { isMongoOutage } from './mongo-outage.ts';
import { StorageSilent } from './outage.ts';

/** Whoever waits is told soon to try again. An election takes about twelve seconds. */
const giveUpAfterMs = 8_000;
const firstPauseMs = 20;
const longestPauseMs = 1_000;

/**
 * Repeats an idempotent attempt until its outcome is known. A lost connection, or a write that no majority has
 * confirmed in time, may have worked or may still do so; only trying again tells. Throws the last error in the end.
 */
export async function untilKnown<T>(attempt: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + giveUpAfterMs;
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    const late = Date.now() > deadline;
    try {
      const outcome = await attempt();
      if (outcome !== null) return outcome;
      if (late)
        throw new StorageSilent('the outcome of a write stayed unknown: no majority of the database answers');
    } catch (error) {
      if (late || !isMongoOutage(error)) throw error;
    }
    // Jitter: two nodes at the same position must not keep meeting.
    await setTimeout(pause * (0.5 + Math.random()));
  }
}
