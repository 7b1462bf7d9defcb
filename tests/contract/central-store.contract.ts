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

    test('ping answers while the store is open and rejects when it is closed', async () => {
      await current.store.ping();
      await current.store.close();
      await expect(current.store.ping()).rejects.toThrow();
      await current.store.close();
    });
  });
}
