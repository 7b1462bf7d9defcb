import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { webRandom } from '../../../renderer/host/web-random.ts';
import { webTimers } from '../../../renderer/host/web-timers.ts';
import type { Platform } from '../../../renderer/till/platform.ts';
import { rxdbStore } from '../../../renderer/till/store/rxdb/rxdb-store.ts';

/** What the register's puller needs around it, in Node: the real network and clock, and storage that costs next to nothing. */
export function benchPlatform(databaseName: string): Platform {
  const store = rxdbStore(getRxStorageMemory() as never);
  return {
    host: {
      kind: 'browser',
      posVersion: '0.1.0',
      secrets: { read: async () => null, write: async () => {}, remove: async () => {} },
      print: async () => ({ ok: true, value: null }),
      uptimeMs: () => performance.now(),
      wallClockMs: () => Date.now(),
    },
    fetch,
    timers: webTimers,
    random: webRandom,
    databaseName,
    journalStore: store,
    documentStore: store,
    lock: { tryAcquire: async () => () => {}, acquire: async () => () => {} },
    space: { persist: async () => true, freeBytes: async () => null },
    session: { read: () => null, write: () => {} },
    onOnline: () => () => {},
    report: (error) => console.error(error),
  };
}
