import { type Db, MongoServerError } from 'mongodb';
import { decode, encodeDate } from './mongo-bson.ts';
import type { CentralStore, Session } from './port.ts';

const duplicateKey = 11_000;
const dateOf = (instant: string) => encodeDate(instant) as Date | string;

interface StoredSession {
  /** The token's hash. */
  readonly _id: string;
  readonly user_id: string;
  readonly device_id: string | null;
  readonly expires_at: Date | string;
}

interface StoredCounter {
  readonly _id: string;
  readonly count: number;
  readonly expires_at: Date | string;
}

type Sessions = Pick<
  CentralStore,
  'saveSession' | 'findSession' | 'deleteSession' | 'addToCounter' | 'clearCounter' | 'deleteExpired'
>;

/** The collections `sessions` and `counters`: what people sign in by. */
export function openSessions(db: Db): Sessions {
  const sessions = db.collection<StoredSession>('sessions');
  const counters = db.collection<StoredCounter>('counters');
  return {
    async saveSession({ token_hash, user_id, device_id, expires_at }: Session) {
      const stored = { user_id, device_id, expires_at: dateOf(expires_at) };
      await sessions.replaceOne({ _id: token_hash }, stored, { upsert: true });
    },
    async findSession(tokenHash) {
      const found = await sessions.findOne({ _id: tokenHash });
      if (!found) return null;
      const { _id, user_id, device_id, expires_at } = found;
      return { token_hash: _id, user_id, device_id, expires_at: String(decode(expires_at)) };
    },
    async deleteSession(tokenHash) {
      await sessions.deleteOne({ _id: tokenHash });
    },
    async addToCounter(name, by, now, until) {
      const running = { _id: name, expires_at: { $gt: dateOf(now) } };
      for (;;) {
        const counted = await counters.findOneAndUpdate(
          running,
          { $inc: { count: by } },
          { returnDocument: 'after' },
        );
        if (counted) return counted.count;
        // Removes an expired counter. If several requests begin it anew at once, the unique _id lets one of them through.
        await counters.deleteOne({ _id: name, expires_at: { $lte: dateOf(now) } });
        try {
          await counters.insertOne({ _id: name, count: by, expires_at: dateOf(until) });
          return by;
        } catch (error) {
          if (!(error instanceof MongoServerError && error.code === duplicateKey)) throw error;
        }
      }
    },
    async clearCounter(name) {
      await counters.deleteOne({ _id: name });
    },
    async deleteExpired(now) {
      await sessions.deleteMany({ expires_at: { $lte: dateOf(now) } });
      await counters.deleteMany({ expires_at: { $lte: dateOf(now) } });
    },
  };
}
