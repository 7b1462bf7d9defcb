import type { DatabaseSync } from 'node:sqlite';
import type { Session } from './port.ts';

/** The tables `sessions` and `counters`: what people sign in by. */
export function openSessions(database: DatabaseSync) {
  const save = database.prepare(
    'INSERT OR REPLACE INTO sessions (token_hash, user_id, device_id, expires_at) VALUES (?, ?, ?, ?)',
  );
  const find = database.prepare('SELECT * FROM sessions WHERE token_hash = ?');
  const remove = database.prepare('DELETE FROM sessions WHERE token_hash = ?');
  const add = database.prepare(`
    INSERT INTO counters (name, count, expires_at) VALUES (:name, :by, :until)
    ON CONFLICT (name) DO UPDATE SET
      count = iif(expires_at > :now, count + :by, :by),
      expires_at = iif(expires_at > :now, expires_at, :until)
    RETURNING count`);
  const clear = database.prepare('DELETE FROM counters WHERE name = ?');
  const expired = ['sessions', 'counters'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`),
  );
  return {
    saveSession: ({ token_hash, user_id, device_id, expires_at }: Session): void => {
      save.run(token_hash, user_id, device_id, expires_at);
    },
    findSession: (tokenHash: string): Session | null => {
      const row = find.get(tokenHash);
      return row ? ({ ...row } as unknown as Session) : null;
    },
    deleteSession: (tokenHash: string): void => {
      remove.run(tokenHash);
    },
    addToCounter: (name: string, by: 1 | -1, now: string, until: string): number =>
      Number(add.get({ name, by, now, until })?.count),
    clearCounter: (name: string): void => {
      clear.run(name);
    },
    deleteExpired: (now: string): void => {
      for (const statement of expired) statement.run(now);
    },
  };
}
