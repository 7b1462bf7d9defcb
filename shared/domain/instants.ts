export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** Milliseconds since 1970 of an instant such as `2026-11-25T01:00:00.000Z`. Throws where it is none. */
export function instantMs(instant: string): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new Error(`${instant} is not an instant`);
  return ms;
}

/** The instant, UTC with milliseconds, at so many milliseconds since 1970. */
export const instantAt = (ms: number): string => new Date(ms).toISOString();
