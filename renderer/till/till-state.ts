import type { Offer, TillState, TillView } from './api.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Space } from './store/space.ts';
import type { Training } from './training.ts';

interface AtTheTill {
  readonly locked: boolean;
  readonly training: Training | null;
  readonly held: TillState['held'];
  readonly view: TillView | null;
  readonly offers: readonly Offer[];
}

/** What screens see of the terminal; parts that did not change stay the same objects. */
export function tillStateOf(
  lifecycle: Lifecycle,
  before: TillState | null,
  space: Space,
  oldestUnsentAt: string | null,
  { locked, training, held, view, offers }: AtTheTill,
): TillState {
  const { running } = lifecycle;
  const { mark, wallClockWrongByMs } = lifecycle.clock.read();
  const connection: TillState['connection'] = running
    ? {
        state: running.station.contact.online ? 'online' : 'offline',
        lastContact: running.station.contact.last,
        unsent: running.sync.unsent,
        oldestUnsentAt,
        activity: running.station.snapshotDocuments === null ? running.sync.activity : 'snapshot',
        problem: running.sync.problem,
      }
    : {
        state: 'offline',
        lastContact: null,
        unsent: 0,
        oldestUnsentAt: null,
        activity: 'idle',
        problem: null,
      };
  const clock = {
    mark,
    // In seconds: a clock that runs a little wrong must not draw the screens anew all the time.
    wallClockWrongByMs: wallClockWrongByMs === null ? null : Math.round(wallClockWrongByMs / 1000) * 1000,
  };
  const next: TillState = {
    phase: same(before?.phase, lifecycle.phase()),
    session: running?.station.session ?? null,
    // In training the real till is locked, and what is worked at is not.
    locked: locked && training === null,
    training: training !== null,
    held,
    connection: same(before?.connection, connection),
    clock: same(before?.clock, clock),
    storage: same(before?.storage, { ...space, full: lifecycle.room.isFull }),
    copyProblem: lifecycle.copyProblem,
    stopped: training ? null : stoppedOf(running?.station.stopped ?? null, before),
    unprinted: training ? none : (running?.station.unprinted.numbers ?? none),
    view,
    offers,
  };
  return same(before ?? undefined, next);
}

const stoppedOf = (now: TillState['stopped'], before: TillState | null): TillState['stopped'] =>
  now && before?.stopped?.code === now.code ? before.stopped : now;

const none: readonly string[] = [];

/** The object of before where all its fields are the same. */
function same<T extends object>(before: T | undefined, after: T): T {
  if (!before) return after;
  const keys = Object.keys(after) as (keyof T)[];
  return keys.length === Object.keys(before).length && keys.every((key) => Object.is(before[key], after[key]))
    ? before
    : after;
}
