import { type Platform, pause } from '../platform.ts';

/** How a round ended: `again` at once, `idle` until woken or a while has passed, `retry` after a growing pause. */
export type Round = 'again' | 'idle' | 'retry';

const firstRetryMs = 500;
const maxRetryMs = 15_000;

/** Does rounds for ever: never gives up, never two at once. */
export class SyncLoop {
  readonly #platform: Platform;
  readonly #round: () => Promise<Round>;
  readonly #idleMs: number;
  #stopped = false;
  #woken = false;
  #pausing: { readonly abort: AbortController; readonly kind: 'idle' | 'retry' } | null = null;
  #failures = 0;
  #running: Promise<void> | null = null;

  constructor(platform: Platform, idleMs: number, round: () => Promise<Round>) {
    this.#platform = platform;
    this.#idleMs = idleMs;
    this.#round = round;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** There is something to do. `now`: also where it waits after a failure. */
  wake(now = false): void {
    this.#woken = true;
    if (now) this.#failures = 0;
    if (this.#pausing && (now || this.#pausing.kind === 'idle')) this.#pausing.abort.abort();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pausing?.abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      const round = await this.#safely();
      this.#failures = round === 'retry' ? this.#failures + 1 : 0;
      if (this.#stopped || round === 'again') continue;
      if (round === 'idle' && this.#woken) continue;
      await this.#wait(round);
    }
  }

  async #wait(kind: 'idle' | 'retry'): Promise<void> {
    const abort = new AbortController();
    this.#pausing = { abort, kind };
    // Jitter, or all tills of a chain would come back in the same second after an outage.
    const jitter = 0.5 + this.#platform.random.fraction();
    const retryMs = Math.min(maxRetryMs, firstRetryMs * 2 ** (this.#failures - 1)) * jitter;
    await pause(this.#platform.timers, kind === 'idle' ? this.#idleMs : retryMs, abort.signal);
    this.#pausing = null;
  }

  async #safely(): Promise<Round> {
    try {
      return await this.#round();
    } catch (error) {
      this.#platform.report(error);
      return 'retry';
    }
  }
}
