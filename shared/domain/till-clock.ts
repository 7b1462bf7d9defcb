import type { ClockMark } from '../schema/tickets.ts';
import { instantAt, minuteMs } from './instants.ts';

/** What a till knows of the time besides its wall clock, which anyone can set (SYN8). */
export interface ClockState {
  /** The server's time at a reading of the monotonic clock; null while it has not been heard in this run. */
  readonly anchor: Known | null;
  /** It cannot be earlier than this, nor than this carried on by the monotonic clock. */
  readonly floor: Known;
  /** How far the wall clock is ahead of the monotonic one; null before the first look. */
  readonly lead: Known | null;
}

/** So many milliseconds, at a reading of the monotonic clock. */
interface Known {
  readonly ms: number;
  readonly uptimeMs: number;
}

/** Both clocks, read at the same moment. */
export interface BothClocks {
  readonly wallMs: number;
  readonly uptimeMs: number;
}

export interface ClockReading {
  /** UTC instant: the best the till has (DRW1). */
  readonly now: string;
  readonly mark: ClockMark;
  /** How far the wall clock is ahead (behind: negative), where that is known and more than a minute. */
  readonly wallClockWrongByMs: number | null;
}

const wallToleranceMs = minuteMs;
/** A correction by a time server is smaller; no sleep that matters at a cut-off is shorter. */
const sleepToleranceMs = 2_000;
/** Two clocks of one machine drift apart by less than 200 millionths. */
const driftPart = 5_000;

/**
 * The clock at the start of a run, from instants known to have passed (milliseconds): server times seen, and `at`s
 * of own entries. An `at` that came from a wall clock set years ahead bounds as if it were true, until the server is
 * heard; so leave out entries that carry the mark `lower_bound` where there are others.
 */
export function startClock(passedMs: Iterable<number>, uptimeMs = 0): ClockState {
  let ms = 0;
  for (const passed of passedMs) ms = Math.max(ms, passed);
  return { anchor: null, floor: { ms, uptimeMs }, lead: null };
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
  return { ...state, anchor: { ms: latestMs, uptimeMs }, floor: { ms: serverMs, uptimeMs } };
}

/**
 * The clock after both clocks were looked at, which is before every use. `slept`: the wall clock has run ahead of the
 * monotonic one, because the machine slept and the monotonic clock stood still, or because someone set the wall clock.
 * Either way only a lower bound is known from then on.
 */
export function onLook(
  state: ClockState,
  now: BothClocks,
): { readonly state: ClockState; readonly slept: boolean } {
  const { lead } = state;
  const leadNow = leadOf(now);
  if (!lead) return { state: { ...state, lead: leadNow }, slept: false };
  if (hasSlept(lead, now)) {
    return { state: onSleep({ ...state, lead: leadNow }, now.uptimeMs), slept: true };
  }
  // The smallest lead is kept, so that neither many short sleeps nor a wall clock set back before a long one escape it.
  const ms = Math.min(leadNow.ms, lead.ms + driftMs(lead, now));
  return { state: { ...state, lead: { ms, uptimeMs: now.uptimeMs } }, slept: false };
}

/** Whether the machine slept, or its wall clock was set ahead, between two looks. */
export const sleptBetween = (before: BothClocks, now: BothClocks): boolean => hasSlept(leadOf(before), now);

/** How far the wall clock is ahead of the monotonic one. */
const leadOf = ({ wallMs, uptimeMs }: BothClocks): Known => ({ ms: wallMs - uptimeMs, uptimeMs });

const hasSlept = (lead: Known, now: BothClocks): boolean =>
  leadOf(now).ms - lead.ms > sleepToleranceMs + driftMs(lead, now);

const driftMs = (lead: Known, now: BothClocks): number => (now.uptimeMs - lead.uptimeMs) / driftPart;

/** The clock after a sleep of the machine, through which the monotonic clock may have stood still. */
export function onSleep(state: ClockState, uptimeMs: number): ClockState {
  return { ...state, anchor: null, floor: { ms: surelyPassedMs(state, uptimeMs), uptimeMs } };
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
  const boundMs = surelyPassedMs(state, uptimeMs);
  return {
    now: instantAt(Math.max(wallNowMs, boundMs)),
    mark: 'lower_bound',
    wallClockWrongByMs: wallNowMs < boundMs - wallToleranceMs ? wallNowMs - boundMs : null,
  };
}

/** What the time is at least, whatever the wall clock says. */
export function surelyPassedMs(state: ClockState, uptimeMs: number): number {
  return anchoredMs(state, uptimeMs) ?? Math.max(state.anchor?.ms ?? 0, carriedOn(state.floor, uptimeMs));
}

/** The server's time carried on by the monotonic clock; null where that began anew, as after a restart. */
function anchoredMs({ anchor }: ClockState, uptimeMs: number): number | null {
  return anchor && uptimeMs >= anchor.uptimeMs ? carriedOn(anchor, uptimeMs) : null;
}

const carriedOn = ({ ms, uptimeMs: at }: Known, uptimeMs: number): number => ms + Math.max(0, uptimeMs - at);
