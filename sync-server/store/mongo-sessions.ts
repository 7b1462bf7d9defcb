import type { Db } from 'mongodb';
import { decode, encodeDate } from './mongo-bson.ts';
import type { CentralStore, Session } from './port.ts';

interface StoredSession {
  /** The token's hash. */
  readonly _id: string;
  readonly user_id: string;
  readonly device_id: string | null;
  readonly expires_at: Date | string;
}

/** The collection `sessions`. */
export function openSessions(db: Db): Pick<CentralStore, 'saveSession' | 'findSession' | 'deleteSession'> {
  const sessions = db.collection<StoredSession>('sessions');
  return {
    async saveSession({ token_hash, user_id, device_id, expires_at }: Session) {
      const stored = { user_id, device_id, expires_at: encodeDate(expires_at) as Date | string };
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
  };
}
