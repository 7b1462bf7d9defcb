import type { Lottery } from '../schema/lotteries.ts';
import { instantAt, instantMs, minuteMs } from './instants.ts';

/** A draw's instant, the end of its sales, and when the server closes the stores' streams for it; all UTC. */
export interface DrawSlot {
  readonly draw_date: string;
  readonly cutoff_at: string;
  readonly close_at: string;
}

export type DrawTerms = Pick<
  Lottery,
  | 'kind'
  | 'draw_time'
  | 'draw_days'
  | 'draw_dates'
  | 'time_zone'
  | 'cutoff_minutes'
  | 'close_grace_minutes'
  | 'max_draws'
>;

/**
 * The next draws that can still be sold at `at` (their cut-off is later), first draw first: `count` of them, but no
 * more than the lottery sells ahead (`max_draws`). Instant lotteries have none. A draw whose local time the clocks
 * skip is held that much later; one whose local time comes twice, at the first.
 */
export function upcomingDraws(lottery: DrawTerms, at: string, count: number): DrawSlot[] {
  const wanted = Math.min(count, lottery.max_draws);
  const times = timesOfDay(lottery.draw_time);
  if (wanted < 1 || times.length === 0) return [];

  const atMs = instantMs(at);
  // The day before too: a time that the clocks skip may move a draw over midnight.
  const first = Temporal.Instant.fromEpochMilliseconds(atMs + lottery.cutoff_minutes * minuteMs)
    .toZonedDateTimeISO(lottery.time_zone)
    .toPlainDate()
    .subtract({ days: 1 });
  const found = new Set<number>();
  for (const date of drawDays(lottery, first)) {
    for (const time of times) {
      const drawMs = date.toZonedDateTime({ timeZone: lottery.time_zone, plainTime: time }).epochMilliseconds;
      if (drawMs - lottery.cutoff_minutes * minuteMs > atMs) found.add(drawMs);
    }
    if (found.size >= wanted) break;
  }
  return [...found]
    .sort((a, b) => a - b)
    .slice(0, wanted)
    .map((drawMs) => slotAt(lottery, drawMs));
}

/** Cut-off and closing of the draw at a known instant. */
export const drawSlot = (
  lottery: Pick<DrawTerms, 'cutoff_minutes' | 'close_grace_minutes'>,
  drawDate: string,
): DrawSlot => slotAt(lottery, instantMs(drawDate));

function slotAt(
  lottery: Pick<DrawTerms, 'cutoff_minutes' | 'close_grace_minutes'>,
  drawMs: number,
): DrawSlot {
  const cutoffMs = drawMs - lottery.cutoff_minutes * minuteMs;
  return {
    draw_date: instantAt(drawMs),
    cutoff_at: instantAt(cutoffMs),
    close_at: instantAt(cutoffMs + lottery.close_grace_minutes * minuteMs),
  };
}

/** Local dates with a draw, from `first` on: without end for weekdays, which is why the caller breaks off. */
function* drawDays(lottery: DrawTerms, first: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  switch (lottery.kind) {
    case 'instant':
      return;
    case 'raffle': {
      const from = first.toString();
      const dates = lottery.draw_dates.filter((date) => date >= from).sort();
      for (const date of dates) yield Temporal.PlainDate.from(date);
      return;
    }
    case 'draw': {
      if (lottery.draw_days.length === 0) return;
      for (let days = 0; ; days++) {
        const weekday = ((first.dayOfWeek - 1 + days) % 7) + 1;
        if (lottery.draw_days.includes(weekday)) yield first.add({ days });
      }
    }
  }
}

/** `21:00` or `13:00 21:00`. Throws on anything else, which the lottery's schema keeps out. */
function timesOfDay(drawTime: string | null): Temporal.PlainTime[] {
  const times = drawTime?.trim().split(/\s+/) ?? [];
  return times.filter((time) => time !== '').map((time) => Temporal.PlainTime.from(time));
}
