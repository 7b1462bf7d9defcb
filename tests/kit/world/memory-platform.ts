import { webRandom } from '../../../renderer/host/web-random.ts';
import { webTimers } from '../../../renderer/host/web-timers.ts';
import type { Platform } from '../../../renderer/till/platform.ts';
import type { MemoryTables } from './memory-tables.ts';

/** What outlives a run of a till in memory, and is around it. */
export interface MemoryMachine {
  readonly journal: MemoryTables;
  readonly documents: MemoryTables;
  readonly secrets: Map<string, string>;
  readonly nowMs: () => number;
  readonly uptimeMs: () => number;
  readonly fetch: typeof fetch;
  readonly freeBytes: number;
  readonly isOpenElsewhere: boolean;
  session: string | null;
}

/** A till's surroundings in memory, in a browser or in Node, with its timers as they are in life. */
export function memoryPlatform(machine: MemoryMachine): Platform {
  return {
    host: {
      kind: 'browser',
      posVersion: '0.1.0',
      secrets: {
        read: async (name) => machine.secrets.get(name) ?? null,
        write: async (name, value) => void machine.secrets.set(name, value),
        remove: async (name) => void machine.secrets.delete(name),
      },
      print: async () => ({ ok: true, value: null }),
      uptimeMs: machine.uptimeMs,
      wallClockMs: machine.nowMs,
    },
    fetch: machine.fetch,
    timers: webTimers,
    random: webRandom,
    databaseName: 'memory',
    journalStore: machine.journal.store,
    documentStore: machine.documents.store,
    lock: {
      tryAcquire: async () => (machine.isOpenElsewhere ? null : () => {}),
      acquire: () => new Promise(() => undefined),
    },
    space: { persist: async () => true, freeBytes: async () => machine.freeBytes },
    session: {
      read: () => machine.session,
      write: (value) => {
        machine.session = value;
      },
    },
    onOnline: () => () => {},
    report: (error) => console.error(error),
  };
}
