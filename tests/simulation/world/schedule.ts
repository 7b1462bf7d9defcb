import { createHash } from 'node:crypto';
import { EventQueue } from './event-queue.ts';

/** Taken before the simulation puts its own in their place. */
const realImmediate = globalThis.setImmediate;

const keptLines = 4000;

/**
 * Time of the simulated world. One event happens at a time; the next one only when everything that it set off has come
 * to wait for the schedule again, so that one seed has one order.
 */
export class Schedule {
  nowMs: number;
  events = 0;
  readonly #lines: { readonly atMs: number; readonly what: string }[] = [];
  #hashed = 0;
  readonly #queue = new EventQueue();
  readonly #hash = createHash('sha256');

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Calls back after `ms`; returns the cancellation. */
  after(ms: number, what: string, run: () => void | Promise<void>): () => void {
    const event = { atMs: this.nowMs + Math.max(0, ms), what, run };
    this.#queue.add(event);
    return () => {
      event.run = nothing;
    };
  }

  /** The next event; false where none is left. */
  async step(): Promise<boolean> {
    const event = this.#queue.take();
    if (!event) return false;
    if (event.run === nothing) return true;
    this.nowMs = event.atMs;
    this.events += 1;
    this.trace(event.what);
    await event.run();
    await quiet();
    return true;
  }

  trace(what: string): void {
    this.#lines.push({ atMs: this.nowMs, what });
    if (this.#lines.length < 2 * keptLines) return;
    this.#hashLines();
    this.#lines.splice(0, keptLines);
    this.#hashed -= keptLines;
  }

  /** The last lines, to be read by a person. */
  get lines(): readonly string[] {
    return this.#lines.map(({ atMs, what }) => `${new Date(Math.round(atMs)).toISOString()} ${what}`);
  }

  /** Ends the trace. */
  digest(): string {
    this.#hashLines();
    return this.#hash.digest('hex');
  }

  #hashLines(): void {
    const text = this.#lines.slice(this.#hashed).map(({ atMs, what }) => `${atMs} ${what}\n`);
    this.#hash.update(text.join(''));
    this.#hashed = this.#lines.length;
  }
}

const nothing = () => {};

/** Promises and ticks that are under way have come to their ends. */
const quiet = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));
