import type { Store } from '../schema/stores.ts';

/** The day that the books count a moment to, `2026-11-22`, and the local hour of the clock then, 0–23. */
export interface BusinessTime {
  readonly business_day: string;
  readonly hour: number;
}

/**
 * Business day and hour of `at` (UTC instant) at a store. Instants are compared, not times on the clock: where clocks
 * go back over `day_starts_at`, the day that began must not end again.
 */
export function businessDayOf(at: string, store: Pick<Store, 'time_zone' | 'day_starts_at'>): BusinessTime {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(store.time_zone);
  const date = local.toPlainDate();
  const begins = date.toZonedDateTime({ timeZone: store.time_zone, plainTime: store.day_starts_at });
  const day = local.epochMilliseconds >= begins.epochMilliseconds ? date : date.subtract({ days: 1 });
  return { business_day: day.toString(), hour: local.hour };
}
