import { instantMs } from '../../shared/domain/instants.ts';
import {
  type ClockReading,
  type ClockState,
  clockReading,
  onServerTime,
  onSleep,
  startClock,
} from '../../shared/domain/till-clock.ts';
import type { Host } from '../../shared/host.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import type { Heard } from './sync/server-calls.ts';

const sleepToleranceMs = 10_000;

/** The till's clock: the server's time carried on by the monotonic clock, or the best that is known without it. */
export class TillClock {
  readonly #host: Host;
  #state: ClockState = startClock([]);
  #watched: { readonly wallMs: number; readonly uptimeMs: number } | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Instants that have passed for sure, known from before this run. */
  begin(instants: Iterable<string>): void {
    const known = startClock([...instants].map(instantMs));
    if (this.#state.anchor) return;
    this.#state = { anchor: null, lowerBoundMs: Math.max(known.lowerBoundMs, this.#state.lowerBoundMs) };
  }

  hear({ serverTime, roundTripMs, uptimeMs }: Heard): void {
    this.#state = onServerTime(this.#state, instantMs(serverTime), roundTripMs, uptimeMs);
  }

  /**
   * Looked at every few seconds: where the wall clock has run ahead of the monotonic one, the machine slept and the
   * monotonic clock stood still, or someone set the wall clock. Either way only a lower bound is known from then on.
   * True where that is so.
   */
  watch(): boolean {
    const now = { wallMs: this.#host.wallClockMs(), uptimeMs: this.#host.uptimeMs() };
    const before = this.#watched ?? now;
    this.#watched = now;
    const slept = now.wallMs - before.wallMs - (now.uptimeMs - before.uptimeMs) > sleepToleranceMs;
    if (slept) this.#state = onSleep(this.#state, now.uptimeMs);
    return slept;
  }

  read(): ClockReading {
    return clockReading(this.#state, this.#host.wallClockMs(), this.#host.uptimeMs());
  }
}

/** `at`s that may serve as bounds: of sales under a bounded clock. A wall clock set years ahead must not bind the till. */
export function boundedInstants(entries: readonly Envelope[]): string[] {
  return entries
    .filter((entry) => entry.kind === 'sale.completed' && entry.body.clock === 'bounded')
    .map((entry) => entry.at);
}
