import { instantAt, instantMs } from '../../shared/domain/instants.ts';
import {
  type BothClocks,
  type ClockReading,
  type ClockState,
  clockReading,
  onLook,
  onServerTime,
  sleptBetween,
  startClock,
  surelyPassedMs,
} from '../../shared/domain/till-clock.ts';
import type { Host } from '../../shared/host.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { tillTraitsOf } from '../../shared/journal/kinds.ts';

/** What every answer tells besides what was asked. */
export interface Heard {
  readonly serverTime: string;
  readonly sent: BothClocks;
  readonly received: BothClocks;
}

/** The till's clock: the server's time carried on by the monotonic clock, or the best that is known without it. */
export class TillClock {
  readonly #host: Pick<Host, 'wallClockMs' | 'uptimeMs'>;
  #state: ClockState = startClock([]);
  #sleptUnseen = false;

  constructor(host: Pick<Host, 'wallClockMs' | 'uptimeMs'>) {
    this.#host = host;
  }

  /** Instants that have passed for sure, known from before this run. */
  begin(instants: Iterable<string>): void {
    const { uptimeMs } = this.#look();
    if (this.#state.anchor) return;
    const { floor } = startClock([...instants].map(instantMs), uptimeMs);
    if (floor.ms > surelyPassedMs(this.#state, uptimeMs)) this.#state = { ...this.#state, floor };
  }

  hear({ serverTime, sent, received }: Heard): void {
    this.#look();
    // An answer from before a sleep: by the monotonic clock it would be as fresh as any.
    if (sleptBetween(sent, received)) return;
    const { uptimeMs } = received;
    this.#state = onServerTime(this.#state, instantMs(serverTime), uptimeMs - sent.uptimeMs, uptimeMs);
  }

  /** Whether the machine has slept since this was asked last, whoever's reading noticed it. */
  hasSlept(): boolean {
    this.#look();
    const slept = this.#sleptUnseen;
    this.#sleptUnseen = false;
    return slept;
  }

  read(): ClockReading {
    const { wallMs, uptimeMs } = this.#look();
    return clockReading(this.#state, wallMs, uptimeMs);
  }

  /** No wall clock can take this back. */
  surelyPassed(): string {
    const { uptimeMs } = this.#look();
    return instantAt(surelyPassedMs(this.#state, uptimeMs));
  }

  /** A timer that looks now and then would leave the first moments after a sleep dated before it. */
  #look(): BothClocks {
    const now = bothClocks(this.#host);
    const { state, slept } = onLook(this.#state, now);
    this.#state = state;
    if (slept) this.#sleptUnseen = true;
    return now;
  }
}

/** The wall clock first: a pause between the two must not look like a sleep. */
export const bothClocks = (host: Pick<Host, 'wallClockMs' | 'uptimeMs'>): BothClocks => {
  const wallMs = host.wallClockMs();
  return { wallMs, uptimeMs: host.uptimeMs() };
};

/** `at`s that may serve as bounds: made under a bounded clock. A wall clock set years ahead must not bind the till. */
export function boundedInstants(entries: readonly Envelope[]): string[] {
  return entries.filter(({ kind, body }) => tillTraitsOf(kind)?.boundsClock?.(body)).map(({ at }) => at);
}
