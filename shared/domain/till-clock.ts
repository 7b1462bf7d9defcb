import type { ClockMark } from '../schema/tickets.ts';
import { instantAt, minuteMs } from './instants.ts';

/** What a till knows of the time besides its wall clock, which anyone can set (SYN8). */
export interface ClockState {
  /** The server's time at a reading of the monotonic clock; null while it has not been heard in this run. */
  readonly anchor: { readonly serverMs: number; readonly uptimeMs: number } | null;
  /** It cannot be earlier than this. */
  readonly lowerBoundMs: number;
}

export interface ClockReading {
  /** UTC instant: the best the till has (DRW1). */
  readonly now: string;
  readonly mark: ClockMark;
  /** How far the wall clock is ahead (behind: negative), where that is known and more than a minute. */
  readonly wallClockWrongByMs: number | null;
}

const wallToleranceMs = minuteMs;

/**
 * The clock at the start of a run, from instants known to have passed (milliseconds): server times seen, and `at`s
 * of own entries. An `at` that came from a wall clock set years ahead bounds as if it were true, until the server is
 * heard; so leave out entries that carry the mark `lower_bound` where there are others.
 */
export function startClock(passedMs: Iterable<number>): ClockState {
  let lowerBoundMs = 0;
  for (const ms of passedMs) lowerBoundMs = Math.max(lowerBoundMs, ms);
  return { anchor: null, lowerBoundMs };
}

/**
 * The clock after an answer of the server that carries its time and took `roundTripMs`, heard at `uptimeMs` of the
 * monotonic clock. The server's time may be as old as the whole round trip; the late end is taken, so that near a
 * cut-off the error refuses a sale instead of making one. Of several answers the one that binds closest is kept.
 */
export function onServerTime(
  state: ClockState,
  serverMs: number,
  roundTripMs: number,
  uptimeMs: number,
): ClockState {
  const latestMs = serverMs + roundTripMs;
  const known = anchoredMs(state, uptimeMs);
  if (known !== null && known >= serverMs && known <= latestMs) return state;
  return { anchor: { serverMs: latestMs, uptimeMs }, lowerBoundMs: serverMs };
}

/** The clock after a sleep of the machine, through which the monotonic clock may have stood still. */
export function onSleep(state: ClockState, uptimeMs: number): ClockState {
  const known = anchoredMs(state, uptimeMs) ?? state.anchor?.serverMs;
  return known === undefined ? state : { anchor: null, lowerBoundMs: known };
}

/** The time at `uptimeMs` of the monotonic clock, while the wall clock says `wallNowMs`. */
export function clockReading(state: ClockState, wallNowMs: number, uptimeMs: number): ClockReading {
  const known = anchoredMs(state, uptimeMs);
  if (known !== null) {
    const wrongByMs = wallNowMs - known;
    return {
      now: instantAt(known),
      mark: 'bounded',
      wallClockWrongByMs: Math.abs(wrongByMs) > wallToleranceMs ? wrongByMs : null,
    };
  }
  const boundMs = Math.max(state.lowerBoundMs, state.anchor?.serverMs ?? 0);
  return {
    now: instantAt(Math.max(wallNowMs, boundMs)),
    mark: 'lower_bound',
    wallClockWrongByMs: wallNowMs < boundMs - wallToleranceMs ? wallNowMs - boundMs : null,
  };
}

/** The server's time carried on by the monotonic clock; null where that began anew, as after a restart. */
function anchoredMs({ anchor }: ClockState, uptimeMs: number): number | null {
  return anchor && uptimeMs >= anchor.uptimeMs ? anchor.serverMs + (uptimeMs - anchor.uptimeMs) : null;
}
