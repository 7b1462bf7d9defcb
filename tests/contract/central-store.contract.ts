import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoreOptions } from '../../sync-server/store/fault-hook.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { declareBlockTests } from './blocks.contract.ts';
import { idOf, instantOf } from './blocks.ts';
import { declareDocumentTests } from './documents.contract.ts';
import { declareLateWriterTests } from './late-writers.contract.ts';
import { declareListTests } from './list.contract.ts';
import type { Place } from './node-process.ts';
import { declareSignOfLifeTests } from './signs-of-life.contract.ts';
import { declareSnapshotTests } from './snapshot.contract.ts';
import { declareTotalsTests } from './totals.contract.ts';

/** A database of one test's own, empty at first. */
export interface TestDatabase {
  /** Opens it once more, as another server node would. */
  readonly open: (options?: StoreOptions) => Promise<CentralStore>;
  /** Why updates that race cannot be tested: the database does not even update one document atomically. */
  readonly racesSkipped: string | null;
  /** Closes what was opened and throws the data away. */
  readonly drop: () => Promise<void>;
}

/** One that other processes can open. */
export interface SharedDatabase extends TestDatabase {
  readonly place: Place;
}

/** The test's database; `store` is open already. */
export type Current = () => TestDatabase & { readonly store: CentralStore };

/** What every CentralStore does, whatever database is behind it (SYN9). */
export function describeCentralStore(name: string, provide: () => Promise<TestDatabase>): void {
  describe(`CentralStore over ${name}`, () => {
    let current: ReturnType<Current>;
    beforeEach(async () => {
      const database = await provide();
      current = { ...database, store: await database.open() };
    });
    afterEach(() => current.drop());

    declareBlockTests(() => current);
    declareDocumentTests(() => current);
    declareLateWriterTests(() => current);
    declareSignOfLifeTests(() => current);
    declareSnapshotTests(() => current);
    declareListTests(() => current);
    declareTotalsTests(() => current);

    test("a session is found by its token's hash until it is deleted", async () => {
      const { store } = current;
      const session = {
        token_hash: 'a'.repeat(64),
        user_id: idOf(1),
        device_id: null,
        expires_at: instantOf(0),
      };
      const renewed = { ...session, device_id: idOf(2), expires_at: instantOf(9) };
      expect(await store.findSession(session.token_hash)).toBeNull();
      await store.saveSession(session);
      expect(await store.findSession(session.token_hash)).toEqual(session);
      await store.saveSession(renewed);
      expect(await store.findSession(session.token_hash)).toEqual(renewed);
      await store.deleteSession(session.token_hash);
      expect(await store.findSession(session.token_hash)).toBeNull();
    });

    test('what has expired is deleted, and nothing else', async () => {
      const { store } = current;
      const session = { user_id: idOf(1), device_id: null };
      for (const n of [1, 2, 3])
        await store.saveSession({ ...session, token_hash: String(n), expires_at: instantOf(n) });
      await store.addToCounter('over', 1, instantOf(0), instantOf(2));
      await store.addToCounter('running', 1, instantOf(0), instantOf(3));
      await store.deleteExpired(instantOf(2));
      const left = await Promise.all(['1', '2', '3'].map((hash) => store.findSession(hash)));
      expect(left.map((found) => found?.token_hash ?? null)).toEqual([null, null, '3']);
      // As of the beginning again: a counter that was kept would go on.
      expect(await store.addToCounter('over', 1, instantOf(0), instantOf(2))).toBe(1);
      expect(await store.addToCounter('running', 1, instantOf(0), instantOf(3))).toBe(2);
    });

    test('[SEC4] a counter counts until it ends, then anew; it is there for the next connection', async () => {
      const { store, open } = current;
      const at = (n: number, by: 1 | -1 = 1) => store.addToCounter('a', by, instantOf(n), instantOf(n + 5));
      expect([await at(0), await at(1), await at(4), await at(4, -1)]).toEqual([1, 2, 3, 2]);
      const other = await open();
      expect(await other.addToCounter('a', 1, instantOf(4), instantOf(9))).toBe(3);
      expect(await other.addToCounter('b', 1, instantOf(4), instantOf(9))).toBe(1);
      // Its end is that of the first attempt.
      expect([await at(5), await at(9), await at(10)]).toEqual([1, 2, 1]);
      await store.clearCounter('a');
      expect(await at(10)).toBe(1);
    });

    test('[SEC4] additions that race are all counted', async ({ skip }) => {
      const { store, racesSkipped } = current;
      skip(racesSkipped !== null, racesSkipped ?? '');
      const add = () => store.addToCounter('a', 1, instantOf(0), instantOf(9));
      const counts = await Promise.all(Array.from({ length: 12 }, add));
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    });

    test('ping answers while the store is open and rejects when it is closed', async () => {
      await current.store.ping();
      await current.store.close();
      await expect(current.store.ping()).rejects.toThrow();
      await current.store.close();
    });
  });
}
