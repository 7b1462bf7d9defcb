import type { Host } from '../../shared/host.ts';
import type { TableStore } from './store/tables.ts';

/**
 * What the terminal needs of its surroundings. All of it comes in, so that a simulation drives the same code in Node
 * with its own clock, network, storage and chance.
 */
export interface Platform {
  readonly host: Host;
  readonly fetch: typeof fetch;
  readonly timers: Timers;
  readonly random: Random;
  /** Names the databases; several tills in one process need several names. */
  readonly databaseName: string;
  /** Only this terminal knows its journal: written with strict durability. */
  readonly journalStore: TableStore;
  /** The server can give documents again: relaxed. */
  readonly documentStore: TableStore;
  readonly lock: WriterLock;
  readonly space: StorageSpace;
  /** Lives as long as the window: who is signed in survives a reload. */
  readonly session: { read(): string | null; write(value: string | null): void };
  /** Calls back when the network came back; returns the unsubscription. */
  onOnline(listener: () => void): () => void;
  /** Of a failure that nobody can be told of otherwise. */
  report(error: unknown): void;
}

export interface Timers {
  /** Calls back once after `ms`; returns the cancellation. */
  after(ms: number, callback: () => void): () => void;
}

export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** 0 to below 1: jitter only. */
  fraction(): number;
}

/** One window writes; a second one waits. */
export interface WriterLock {
  /** Resolves to the release, or to null where another window holds it. */
  tryAcquire(): Promise<(() => void) | null>;
  /** Resolves to the release once no other window holds it. */
  acquire(): Promise<() => void>;
}

export interface StorageSpace {
  /** Asks that the browser never evicts the databases; null where it does not say. */
  persist(): Promise<boolean | null>;
  freeBytes(): Promise<number | null>;
}

/** Resolves after `ms`, or at once when `signal` is aborted. */
export function pause(timers: Timers, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timers.after(ms, done);
    signal?.addEventListener('abort', done);
  });
}
