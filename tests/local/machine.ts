import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, onTestFinished } from 'vitest';
import type { Till, TillState } from '../../renderer/local/api.ts';
import type { Platform } from '../../renderer/local/platform.ts';
import { createTill } from '../../renderer/local/till.ts';
import { silenceAdvertisement } from '../../renderer/host/silence-advertisement.ts';
import type { Result } from '../../shared/result.ts';
import type { World } from './world.ts';

type Storage = RxStorage<unknown, unknown>;
/** May answer in the server's place; null lets the request through. */
export type Interceptor = (url: URL, init: RequestInit) => Promise<Response | null> | Response | null;

let machines = 0;
silenceAdvertisement(console);

/** A computer at a counter: what outlives a run of the register on it, and its plug to the network. */
export class Machine {
  readonly world: World;
  readonly name: string;
  readonly secrets = new Map<string, string>();
  readonly reports: unknown[] = [];
  plugged = true;
  /** Added to the wall clock of this machine. */
  wallShiftMs = 0;
  intercept: Interceptor = () => null;
  /** Asked before a row is written. */
  beforeWrite: (collection: string) => void = () => {};
  session: string | null = null;
  readonly #kind: 'memory' | 'dexie';
  #disk!: { journal: Storage; documents: Storage };
  #bootedMs = 0;
  #locked = false;
  #waiting: (() => void)[] = [];
  #till: Till | null = null;

  constructor(world: World, kind: 'memory' | 'dexie' = 'memory') {
    this.world = world;
    this.#kind = kind;
    machines += 1;
    this.name = `machine${machines}`;
    this.wipeDisk();
    onTestFinished(() => this.shutDown());
  }

  /** IndexedDB as if it had never been. */
  wipeDisk(): void {
    this.#disk = { journal: this.#newStorage(), documents: this.#newStorage() };
  }

  /** What a copy of the profile folder would hold. Only of the memory storage. */
  copyDisk(): () => void {
    const copies = [this.#disk.journal, this.#disk.documents].map((storage) =>
      structuredCloneOf(storage as unknown as MemoryStorage),
    );
    const secrets = new Map(this.secrets);
    return () => {
      const [journal, documents] = copies.map((states) => this.#memoryStorage(states));
      if (journal && documents) this.#disk = { journal, documents };
      this.secrets.clear();
      for (const [name, value] of secrets) this.secrets.set(name, value);
    };
  }

  start(): Till {
    this.#bootedMs = this.world.clock.uptimeMs();
    const till = createTill({ platform: this.platform(), baseUrl: 'http://till.test' });
    this.#till = till;
    return till;
  }

  async shutDown(): Promise<void> {
    const till = this.#till;
    this.#till = null;
    await till?.close();
  }

  async restart(): Promise<Till> {
    await this.shutDown();
    return this.start();
  }

  platform(): Platform {
    const { clock } = this.world;
    const bootedMs = this.#bootedMs;
    return {
      host: {
        kind: 'browser',
        posVersion: '0.1.0-test',
        secrets: {
          read: async (name) => this.secrets.get(name) ?? null,
          write: async (name, value) => void this.secrets.set(name, value),
          remove: async (name) => void this.secrets.delete(name),
        },
        print: () => {},
        uptimeMs: () => clock.uptimeMs() - bootedMs,
        wallClockMs: () => clock.nowMs() + this.wallShiftMs,
      },
      fetch: (input, init = {}) => this.#fetch(new URL(String(input)), init),
      timers: {
        after(ms, callback) {
          const timer = setTimeout(callback, ms);
          return () => clearTimeout(timer);
        },
      },
      random: {
        bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        fraction: () => Math.random(),
      },
      databaseName: this.name,
      journalStorage: this.#disk.journal,
      documentStorage: this.#disk.documents,
      lock: {
        tryAcquire: async () => (this.#locked ? null : this.#acquire()),
        acquire: async () => {
          while (this.#locked) await new Promise<void>((resolve) => this.#waiting.push(resolve));
          return this.#acquire();
        },
      },
      space: { persist: async () => true, freeBytes: async () => 10 ** 10 },
      session: {
        read: () => this.session,
        write: (value) => {
          this.session = value;
        },
      },
      onOnline: () => () => {},
      report: (error) => void this.reports.push(error),
    };
  }

  #acquire(): () => void {
    this.#locked = true;
    return () => {
      this.#locked = false;
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const answer = await this.intercept(url, init);
    if (answer) return answer;
    const { port } = this.world;
    if (!this.plugged || port === null) throw new TypeError('fetch failed');
    return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, init);
  }

  #newStorage(): Storage {
    if (this.#kind === 'memory') return this.#memoryStorage(new Map());
    const dexie = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange, chromeTransactionDurability: 'strict' });
    return this.#watched(dexie as unknown as Storage);
  }

  #memoryStorage(collectionStates: Map<string, unknown>): Storage {
    const memory = { ...getRxStorageMemory(), collectionStates };
    return this.#watched(memory as unknown as Storage);
  }

  #watched(storage: Storage): Storage {
    const create = storage.createStorageInstance;
    storage.createStorageInstance = async (params) => {
      const instance = await create.call(storage, params as never);
      const { bulkWrite } = instance;
      instance.bulkWrite = async (rows, context) => {
        this.beforeWrite(params.collectionName);
        return bulkWrite.call(instance, rows, context);
      };
      return instance as never;
    };
    return storage;
  }
}

interface MemoryStorage {
  readonly collectionStates: Map<string, { documents: Map<string, unknown>; byIndex: object; byIndexArray: object[] }>;
}

/** Documents and indexes of every collection, copied; what only a running database needs stays out. */
function structuredCloneOf({ collectionStates }: MemoryStorage): Map<string, unknown> {
  return new Map(
    [...collectionStates].map(([key, state]) => {
      const { documents } = structuredClone({ documents: state.documents });
      return [key, { ...state, documents, copiedFrom: key }];
    }),
  );
}

/** Waits until the till's state is as asked, looking at every change. */
export function until(till: Till, what: string, isSo: (state: TillState) => boolean, timeoutMs = 15_000): Promise<TillState> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isSo(till.state())) return;
      end();
      resolve(till.state());
    };
    const timer = setTimeout(() => {
      end();
      const { view: _view, ...rest } = till.state();
      reject(new Error(`never: ${what}; the till says ${JSON.stringify(rest)}`));
    }, timeoutMs);
    const unsubscribe = till.subscribe(look);
    const end = () => {
      clearTimeout(timer);
      unsubscribe();
    };
    look();
  });
}

export const isReady = (state: TillState): boolean => state.phase.phase === 'ready';
export const isSent = (state: TillState): boolean => state.connection.unsent === 0;
export const isOffline = (state: TillState): boolean => state.connection.state === 'offline';

/** The value, or the refusal as a failure of the test. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

export function refusalOf(result: Result<unknown>): { readonly code: string; readonly message: string } {
  expect(result.ok, 'refused').toBe(false);
  return result.ok ? { code: '', message: '' } : result.refusal;
}
