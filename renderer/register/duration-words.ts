import type { Say } from '../texts/create-texts.ts';

/** `45 s`, `12 min`, `3 h 05 min`, `2 days 4 h`: how long something has lasted. */
export function durationWords(say: Say, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return say('frame.duration.days', { count: days, hours: hours % 24 });
  if (hours > 0)
    return say('frame.duration.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  return minutes > 0
    ? say('frame.duration.minutes', { minutes })
    : say('frame.duration.seconds', { seconds });
}
