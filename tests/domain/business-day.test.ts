import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDayOf } from '../../shared/domain/business-day.ts';
import { anyInstant, anyTimeOfDay, anyZone, holds } from './laws.ts';

describe('business day and hour', () => {
  test.each([
    ['before the day begins', '2026-01-11T09:59:59.999Z', 'America/New_York', '05:00', '2026-01-10', 4],
    ['as the day begins', '2026-01-11T10:00:00.000Z', 'America/New_York', '05:00', '2026-01-11', 5],
    [
      'late in the evening, tomorrow in UTC',
      '2026-01-11T04:30:00.000Z',
      'America/New_York',
      '05:00',
      '2026-01-10',
      23,
    ],
    ['summer', '2026-07-11T09:00:00.000Z', 'America/New_York', '05:00', '2026-07-11', 5],
    [
      'the night the clocks go forward',
      '2026-03-08T08:59:00.000Z',
      'America/New_York',
      '05:00',
      '2026-03-07',
      4,
    ],
    ['the morning after it', '2026-03-08T09:00:00.000Z', 'America/New_York', '05:00', '2026-03-08', 5],
    [
      'a beginning that the clocks skip',
      '2026-03-08T07:29:59.999Z',
      'America/New_York',
      '02:30',
      '2026-03-07',
      3,
    ],
    ['half an hour later', '2026-03-08T07:30:00.000Z', 'America/New_York', '02:30', '2026-03-08', 3],
    [
      'a beginning that comes twice',
      '2026-11-01T05:30:00.000Z',
      'America/New_York',
      '01:30',
      '2026-11-01',
      1,
    ],
    [
      'after the clocks went back over it',
      '2026-11-01T06:05:00.000Z',
      'America/New_York',
      '01:30',
      '2026-11-01',
      1,
    ],
    ['late on a day of 25 hours', '2026-11-02T04:30:00.000Z', 'America/New_York', '23:45', '2026-10-31', 23],
    ['Berlin at midnight', '2026-10-24T22:00:00.000Z', 'Europe/Berlin', '00:00', '2026-10-25', 0],
    ['Berlin, second two o’clock', '2026-10-25T01:00:00.000Z', 'Europe/Berlin', '00:00', '2026-10-25', 2],
    ['Kolkata', '2026-01-10T18:29:59.999Z', 'Asia/Kolkata', '00:00', '2026-01-10', 23],
    ['Kolkata at midnight', '2026-01-10T18:30:00.000Z', 'Asia/Kolkata', '00:00', '2026-01-11', 0],
    [
      'Lord Howe, clocks half an hour on',
      '2026-10-03T15:30:00.000Z',
      'Australia/Lord_Howe',
      '02:30',
      '2026-10-04',
      2,
    ],
    [
      'Lord Howe, clocks half an hour back',
      '2026-04-04T15:10:00.000Z',
      'Australia/Lord_Howe',
      '01:45',
      '2026-04-05',
      1,
    ],
    [
      'Havana, whose midnight the clocks skip',
      '2026-03-08T05:00:00.000Z',
      'America/Havana',
      '00:00',
      '2026-03-08',
      1,
    ],
  ])(
    '[MNY3] %s: %s in %s, day from %s, is %s at %i',
    (_, at, time_zone, day_starts_at, business_day, hour) => {
      expect(businessDayOf(at, { time_zone, day_starts_at })).toEqual({ business_day, hour });
    },
  );

  test('[MNY3] the hour is the local clock’s', () => {
    holds(
      fc.property(anyInstant, anyZone, anyTimeOfDay, (at, time_zone, day_starts_at) => {
        const clock = new Intl.DateTimeFormat('en-GB', {
          timeZone: time_zone,
          hour: '2-digit',
          hourCycle: 'h23',
        });
        expect(businessDayOf(at, { time_zone, day_starts_at }).hour).toBe(Number(clock.format(new Date(at))));
      }),
    );
  });

  test('[MNY3] a day that has begun never ends twice: later is never an earlier business day', () => {
    const minutes = fc.integer({ min: 0, max: 3 * 24 * 60 });
    holds(
      fc.property(anyInstant, minutes, anyZone, anyTimeOfDay, (at, later, time_zone, day_starts_at) => {
        const store = { time_zone, day_starts_at };
        const then = new Date(Date.parse(at) + later * 60_000).toISOString();
        expect(businessDayOf(then, store).business_day >= businessDayOf(at, store).business_day).toBe(true);
      }),
      2_000,
    );
  });

  test('[MNY3] every minute of a year that changes its clocks belongs to one day of 22 to 26 hours', () => {
    for (const [time_zone, day_starts_at] of [
      ['America/New_York', '01:30'],
      ['America/New_York', '02:30'],
      ['Australia/Lord_Howe', '01:45'],
      ['America/Havana', '00:00'],
    ] as const) {
      const quarters = new Map<string, number>();
      for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 15 * 60_000) {
        const { business_day } = businessDayOf(new Date(ms).toISOString(), { time_zone, day_starts_at });
        quarters.set(business_day, (quarters.get(business_day) ?? 0) + 1);
      }
      const whole = [...quarters.values()].slice(1, -1);
      expect(whole).toHaveLength(364);
      expect(Math.min(...whole)).toBeGreaterThanOrEqual(22 * 4);
      expect(Math.max(...whole)).toBeLessThanOrEqual(26 * 4);
    }
  });
});
