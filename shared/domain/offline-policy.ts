import { ok, type Refusal, type Result, refuse } from '../result.ts';
import type { OfflinePolicy } from '../schema/lotteries.ts';
import type { DrawSlot } from './draws.ts';
import { hourMs, instantAt, instantMs, minuteMs } from './instants.ts';

/** What a till sold of one lottery while cut off. */
export interface OfflineUse {
  /** The last contact with the server; null while online. */
  readonly offline_since: string | null;
  readonly tickets: number;
  readonly amountMinor: number;
}

export type OfflineRefusal = Refusal<
  | 'offline.not_allowed'
  | 'offline.too_long'
  | 'offline.too_many_tickets'
  | 'offline.too_much'
  | 'offline.too_near_cutoff'
>;

/** What may still be sold: up to but not at `until`; null where nothing bounds it. */
export interface OfflineLimits {
  readonly until: string | null;
  readonly tickets: number | null;
  readonly amountMinor: number | null;
}

/** Whether a cut-off till may sell `adding` more of a lottery, at `now` by its best clock (DRW4). Online it always may. */
export function checkOfflinePolicy(
  policy: OfflinePolicy,
  use: OfflineUse,
  now: string,
  adding: { readonly tickets: number; readonly amountMinor: number },
  slot: DrawSlot | null,
): Result<void, OfflineRefusal> {
  if (use.offline_since === null) return ok(undefined);
  if (!policy.allowed) {
    return refuse('offline.not_allowed');
  }
  const nowMs = instantMs(now);
  if (nowMs >= hoursEndMs(policy, use.offline_since)) {
    return refuse('offline.too_long', { hours: policy.max_hours ?? 0 });
  }
  if (slot && nowMs >= offlineCutoffMs(policy, slot)) {
    return refuse('offline.too_near_cutoff', { minutes: policy.stop_before_cutoff_minutes });
  }
  const { tickets, amountMinor } = offlineLimits(policy, use, slot);
  if (tickets !== null && adding.tickets > tickets) {
    return refuse('offline.too_many_tickets', { count: tickets });
  }
  if (amountMinor !== null && adding.amountMinor > amountMinor) {
    return refuse('offline.too_much');
  }
  return ok(undefined);
}

/** What a cut-off till may still sell of a lottery, to show and to count down; no bounds online. */
export function offlineLimits(policy: OfflinePolicy, use: OfflineUse, slot: DrawSlot | null): OfflineLimits {
  if (use.offline_since === null) return { until: null, tickets: null, amountMinor: null };
  if (!policy.allowed) return { until: use.offline_since, tickets: 0, amountMinor: 0 };
  const untilMs = Math.min(
    hoursEndMs(policy, use.offline_since),
    slot ? offlineCutoffMs(policy, slot) : Number.POSITIVE_INFINITY,
  );
  return {
    until: Number.isFinite(untilMs) ? instantAt(untilMs) : null,
    tickets: left(policy.max_tickets, use.tickets),
    amountMinor: left(policy.max_amount, use.amountMinor),
  };
}

/** Whether the draw can still be sold at `now` by the till's best clock (DRW1); without a draw it always can. */
export function checkCutoff(slot: DrawSlot | null, now: string): Result<void, Refusal<'draw.cutoff_passed'>> {
  return slot === null || instantMs(now) < instantMs(slot.cutoff_at)
    ? ok(undefined)
    : refuse('draw.cutoff_passed');
}

const left = (max: number | null, used: number) => (max === null ? null : Math.max(0, max - used));

const hoursEndMs = (policy: OfflinePolicy, since: string) =>
  policy.max_hours === null ? Number.POSITIVE_INFINITY : instantMs(since) + policy.max_hours * hourMs;

const offlineCutoffMs = (policy: OfflinePolicy, slot: DrawSlot) =>
  instantMs(slot.cutoff_at) - policy.stop_before_cutoff_minutes * minuteMs;
