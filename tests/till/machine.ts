import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { Subject } from 'rxjs';
import { expect, onTestFinished } from 'vitest';
import type { Till, TillState } from '../../renderer/till/api.ts';
import { patienceMs } from '../../renderer/till/journal/second-copy.ts';
import type { Platform } from '../../renderer/till/platform.ts';
import { journalStorage } from '../../renderer/till/store/rxdb/journal-storage.ts';
import { rxdbStore } from '../../renderer/till/store/rxdb/rxdb-store.ts';
import { silenceAdvertisement } from '../../renderer/till/store/rxdb/silence-advertisement.ts';
import { createTill } from '../../renderer/till/till.ts';
import type { HostJournalCopy } from '../../shared/host.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import type { Result } from '../../shared/result.ts';
import type { WorldClock } from './world.ts';

type Storage = RxStorage<unknown, unknown>;
/** What is around a machine; `port`: of the server, null while it is stopped. */
interface Surroundings {
  readonly clock: Pick<WorldClock, 'nowMs' | 'uptimeMs'>;
  readonly port: number | null;
}
/** May answer in the server's place; null lets the request through. */
export type Interceptor = (url: URL, init: RequestInit) => Promise<Response | null> | Response | null;

let machines = 0;
silenceAdvertisement(console);

/** A computer at a counter: what outlives a run of the register on it, and its plug to the network. */
export class Machine {
  readonly world: Surroundings;
  readonly name: string;
  readonly secrets = new Map<string, string>();
  readonly reports: unknown[] = [];
  plugged = true;
  /** Added to the wall clock of this machine. */
  wallShiftMs = 0;
  intercept: Interceptor = () => null;
  /** Asked before a row is written. */
  beforeWrite: (collection: string) => void = () => {};
  /** Called when a row stands. */
  afterWrite: (collection: string) => void = () => {};
  session: string | null = null;
  /** Stays shut until it is written anew. */
  #shutSecret: string | null = null;
  /** The second disk of a machine that runs Electron. */
  journalCopy: HostJournalCopy | null = null;
  readonly #kind: 'memory' | 'dexie';
  #disk!: { journal: Storage; documents: Storage };
  #bootedMs = 0;
  /** Of this run: a monotonic clock stands still while its machine sleeps. */
  #sleptMs = 0;
  #locked = false;
  #waiting: (() => void)[] = [];
  #till: Till | null = null;

  constructor(world: Surroundings, kind: 'memory' | 'dexie' = 'memory') {
    this.world = world;
    this.#kind = kind;
    machines += 1;
    this.name = `machine${machines}`;
    this.wipeDisk();
    onTestFinished(() => this.shutDown());
  }

  /** IndexedDB as if it had never been. */
  wipeDisk(): void {
    this.#disk = {
      journal: this.#newStorage(journalStorage),
      documents: this.#newStorage(getRxStorageDexie),
    };
  }

  /** Only the entries are gone: each collection is an IndexedDB database of its own. */
  wipeJournalOnly(): void {
    const { collectionStates } = this.#disk.journal as unknown as { collectionStates: Map<string, unknown> };
    for (const key of collectionStates.keys())
      if (key.split('--memory--')[1] === 'journal') collectionStates.delete(key);
  }

  /** `text`: what it says instead; null where nothing reads it any more. */
  damageSecret(name: string, text: string | null): void {
    if (text === null) this.#shutSecret = name;
    else this.secrets.set(name, text);
  }

  /** What a copy of the profile folder holds, taken while the till is shut down; returns how to put it back. */
  copyDisk(): () => void {
    const copies = [this.#disk.journal, this.#disk.documents].map((storage) =>
      copyOf(storage as unknown as MemoryStorage),
    );
    const secrets = new Map(this.secrets);
    return () => {
      const [journal, documents] = copies.map((states) => this.#memoryStorage(new Map(states)));
      if (journal && documents) this.#disk = { journal, documents };
      this.secrets.clear();
      for (const [name, value] of secrets) this.secrets.set(name, value);
    };
  }

  start(): Till {
    this.#bootedMs = this.world.clock.uptimeMs();
    this.#sleptMs = 0;
    const till = createTill({ platform: this.platform(), baseUrl: 'http://till.test' });
    this.#till = till;
    return till;
  }

  /** It slept through so much of the time that has passed. */
  slept(ms: number): void {
    this.#sleptMs += ms;
  }

  /** A second window of the same profile. */
  startAnother(): Till {
    const till = createTill({ platform: this.platform(), baseUrl: 'http://till.test' });
    onTestFinished(() => till.close());
    return till;
  }

  /** What the mark of the only epoch says that has one of this name. Only of the memory storage. */
  markOf(name: string): unknown {
    const rows = this.#collection(this.#disk.journal, 'marks');
    const [found] = [...rows].filter(([key]) => key.startsWith(`${name}/`));
    return found && JSON.parse(found[1].text);
  }

  /** Of the entries that are in the journal. Only of the memory storage. */
  journalKeys(): string[] {
    const rows = this.#collection(this.#disk.journal, 'journal');
    return [...rows]
      .filter(([key, row]) => !row._deleted && !key.endsWith('/0000000000000000'))
      .map(([key]) => key);
  }

  get till(): Till {
    if (!this.#till) throw new Error('the till is shut down');
    return this.#till;
  }

  /** The pulled documents as they stand on the disk. Only of the memory storage. */
  documents(): Map<string, Record<string, unknown>> {
    return new Map([...this.#rows()].filter(([key]) => !key.startsWith('cursor/')));
  }

  cursor(stream: 'store' | 'chain'): { readonly position: number } | undefined {
    return this.#rows().get(`cursor/${stream}`) as { position: number } | undefined;
  }

  /** As it stands on the disk. Only of the memory storage. */
  mark(name: string): unknown {
    const text = this.#collection(this.#disk.journal, 'marks').get(name)?.text;
    return text === undefined ? null : JSON.parse(text);
  }

  #rows(): Map<string, Record<string, unknown>> {
    const marks = this.#collection(this.#disk.journal, 'marks').get('generation');
    const { generation } = JSON.parse(marks?.text ?? '{"generation":"documents_a"}') as {
      generation: string;
    };
    const rows = this.#collection(this.#disk.documents, generation);
    return new Map(
      [...rows].filter(([, row]) => !row._deleted).map(([key, row]) => [key, JSON.parse(row.text)]),
    );
  }

  #collection(storage: Storage, name: string): ReadonlyMap<string, { _deleted: boolean; text: string }> {
    const { collectionStates } = storage as unknown as MemoryStorage;
    const found = [...collectionStates].find(([key]) => key.split('--memory--')[1] === name);
    return (found?.[1].documents ?? new Map()) as ReadonlyMap<string, { _deleted: boolean; text: string }>;
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
          read: async (name) => {
            if (name === this.#shutSecret) throw new Error(`${name} cannot be opened`);
            return this.secrets.get(name) ?? null;
          },
          write: async (name, value) => {
            if (name === this.#shutSecret) this.#shutSecret = null;
            this.secrets.set(name, value);
          },
          remove: async (name) => void this.secrets.delete(name),
        },
        ...(this.journalCopy ? { journalCopy: this.journalCopy } : {}),
        print: async () => ({ ok: true, value: null }),
        uptimeMs: () => clock.uptimeMs() - bootedMs - this.#sleptMs,
        wallClockMs: () => clock.nowMs() + this.wallShiftMs,
      },
      fetch: (input, init = {}) => this.#fetch(new URL(String(input)), init),
      timers: {
        after(ms, callback) {
          // Pauses after failures are shorter than in life; timeouts are not, because machines that run tests are slow.
          const isPause = ms < 6_000 && ms !== patienceMs;
          const timer = setTimeout(callback, isPause ? ms / 8 : ms);
          return () => clearTimeout(timer);
        },
      },
      random: {
        bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        fraction: () => Math.random(),
      },
      databaseName: this.name,
      journalStore: rxdbStore(this.#disk.journal),
      documentStore: rxdbStore(this.#disk.documents),
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

  #newStorage(inIndexedDb: (settings: Parameters<typeof getRxStorageDexie>[0]) => unknown): Storage {
    if (this.#kind === 'memory') return this.#memoryStorage(new Map());
    return this.#watched(inIndexedDb({ indexedDB: new IDBFactory(), IDBKeyRange }) as Storage);
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
        const written = await bulkWrite.call(instance, rows, context);
        this.afterWrite(params.collectionName);
        return written;
      };
      return instance as never;
    };
    return storage;
  }
}

type Index = { readonly docsWithIndex: readonly (readonly unknown[])[] };
interface MemoryStorage {
  readonly collectionStates: ReadonlyMap<
    string,
    { readonly documents: Map<string, unknown>; readonly byIndex: Record<string, Index> }
  >;
}

/** Every collection's rows and indexes as they are; rows themselves are never changed in place. */
function copyOf({ collectionStates }: MemoryStorage): Map<string, unknown> {
  return new Map(
    [...collectionStates].map(([key, state]) => {
      const indexes = Object.entries(state.byIndex).map(
        ([name, index]) =>
          [name, { ...index, docsWithIndex: index.docsWithIndex.map((row) => [...row]) }] as const,
      );
      const byIndex = Object.fromEntries(indexes);
      const documents = new Map(state.documents);
      return [
        key,
        {
          ...state,
          documents,
          byIndex,
          byIndexArray: Object.values(byIndex),
          changes$: new Subject(),
          refCount: 0,
          ensurePersistenceIdlePromise: undefined,
        },
      ];
    }),
  );
}

/** Waits until it is as asked, looking at every change of the till's state. */
export function until(
  till: Till,
  what: string,
  isSo: (state: TillState) => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<TillState> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      if (!(await isSo(till.state()))) return;
      end();
      resolve(till.state());
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    const timer = setTimeout(() => {
      const { view: _view, ...rest } = till.state();
      fail(new Error(`never: ${what}; the till says ${JSON.stringify(rest)}`));
    }, timeoutMs);
    const changes = till.states.subscribe(() => void look().catch(fail));
    const end = () => {
      clearTimeout(timer);
      changes.unsubscribe();
    };
  });
}

export const isReady = (state: TillState): boolean => state.phase.phase === 'ready';
export const isSent = (state: TillState): boolean => state.connection.unsent === 0;
/** Pulls the cable; resolves when the till knows. */
export async function cutOff(machine: { plugged: boolean }, till: Till): Promise<void> {
  machine.plugged = false;
  till.sendNow();
  await until(till, 'offline', isOffline);
}

export const isOffline = (state: TillState): boolean => state.connection.state === 'offline';

/** The value, or the refusal as a failure of the test. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}

export function refusalOf(result: Result<unknown>): { readonly code: string } {
  expect(result.ok, 'refused').toBe(false);
  return result.ok ? { code: '' } : result.refusal;
}
