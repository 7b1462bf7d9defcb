import { setTimeout } from 'node:timers/promises';
import { MongoError, MongoNetworkError, MongoServerSelectionError, MongoWriteConcernError } from 'mongodb';

/** An election takes about twelve seconds; whoever waits for an upload's answer gives up after a minute. */
const giveUpAfterMs = 30_000;
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
      if (late) throw new Error('the outcome of a write stayed unknown: no majority of the database answers');
    } catch (error) {
      if (late || !isUnknown(error)) throw error;
    }
    // Jitter: two nodes at the same position must not keep meeting.
    await setTimeout(pause * (0.5 + Math.random()));
  }
}

const isUnknown = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoWriteConcernError ||
  (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError'));
