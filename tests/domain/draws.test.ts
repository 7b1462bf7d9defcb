import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DrawTerms, drawSlot, upcomingDraws } from '../../shared/domain/draws.ts';
import { anyInstant, anyTimeOfDay, anyZone, holds } from './laws.ts';

const daily: DrawTerms = {
  kind: 'draw',
  draw_time: '21:00',
  draw_days: [1, 2, 3, 4, 5, 6, 7],
  draw_dates: [],
  time_zone: 'America/New_York',
  cutoff_minutes: 15,
  close_grace_minutes: 10,
  max_draws: 52,
};
const datesOf = (lottery: DrawTerms, at: string, count: number) =>
  upcomingDraws(lottery, at, count).map((slot) => slot.draw_date);

describe('the next draw', () => {
  test.each([
    ['winter', 'America/New_York', '21:00', '2026-01-10T12:00:00.000Z', '2026-01-11T02:00:00.000Z'],
    ['summer', 'America/New_York', '21:00', '2026-07-10T12:00:00.000Z', '2026-07-11T01:00:00.000Z'],
    [
      'a time the clocks skip: later',
      'America/New_York',
      '02:30',
      '2026-03-08T05:00:00.000Z',
      '2026-03-08T07:30:00.000Z',
    ],
    [
      'a time that comes twice: the first',
      'America/New_York',
      '01:30',
      '2026-11-01T04:00:00.000Z',
      '2026-11-01T05:30:00.000Z',
    ],
    ['winter', 'Europe/Berlin', '19:25', '2026-01-10T12:00:00.000Z', '2026-01-10T18:25:00.000Z'],
    [
      'a time the clocks skip: later',
      'Europe/Berlin',
      '02:30',
      '2026-03-28T23:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'a time that comes twice: the first',
      'Europe/Berlin',
      '02:30',
      '2026-10-24T23:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'the evening after the clocks went forward',
      'Europe/Berlin',
      '20:00',
      '2026-03-29T06:00:00.000Z',
      '2026-03-29T18:00:00.000Z',
    ],
    [
      'half an hour off the rest',
      'Asia/Kolkata',
      '21:00',
      '2026-07-10T12:00:00.000Z',
      '2026-07-10T15:30:00.000Z',
    ],
    [
      'the half hour the clocks skip',
      'Australia/Lord_Howe',
      '02:15',
      '2026-10-03T12:00:00.000Z',
      '2026-10-03T15:45:00.000Z',
    ],
    [
      'the half hour that comes twice',
      'Australia/Lord_Howe',
      '01:45',
      '2026-04-04T12:00:00.000Z',
      '2026-04-04T14:45:00.000Z',
    ],
    [
      'just before midnight',
      'America/New_York',
      '23:59',
      '2026-01-10T12:00:00.000Z',
      '2026-01-11T04:59:00.000Z',
    ],
    [
      'at midnight, which the clocks skip',
      'America/Havana',
      '00:00',
      '2026-03-07T12:00:00.000Z',
      '2026-03-08T05:00:00.000Z',
    ],
  ])('[DRW1] %s (%s, %s): after %s at %s', (_, time_zone, draw_time, at, draw) => {
    expect(datesOf({ ...daily, time_zone, draw_time }, at, 1)).toEqual([draw]);
  });

  test.each([
    ['2026-11-25T01:44:59.999Z', '2026-11-25T02:00:00.000Z'],
    ['2026-11-25T01:45:00.000Z', '2026-11-26T02:00:00.000Z'],
    ['2026-11-25T01:59:00.000Z', '2026-11-26T02:00:00.000Z'],
  ])('[DRW1] at %s, with the cut-off at 01:45 UTC, is %s', (at, draw) => {
    expect(datesOf(daily, at, 1)).toEqual([draw]);
  });

  test('[DRW1] has its cut-off the day before where it is drawn just after midnight', () => {
    const midnight = { ...daily, time_zone: 'UTC', draw_time: '00:05', draw_days: [3] };
    expect(upcomingDraws(midnight, '2026-11-24T23:49:59.999Z', 1)).toEqual([
      {
        draw_date: '2026-11-25T00:05:00.000Z',
        cutoff_at: '2026-11-24T23:50:00.000Z',
        close_at: '2026-11-25T00:00:00.000Z',
      },
    ]);
    expect(datesOf(midnight, '2026-11-24T23:50:00.000Z', 1)).toEqual(['2026-12-02T00:05:00.000Z']);
  });

  test('[DRW1] is found after midnight where the clocks move it there from the day before', () => {
    const nuuk = { ...daily, time_zone: 'America/Nuuk', draw_time: '23:30', draw_days: [6] };
    expect(datesOf(nuuk, '2026-03-29T01:10:00.000Z', 1)).toEqual(['2026-03-29T01:30:00.000Z']);
  });

  test('[DRW1] is found where sales stop days before it', () => {
    const early = { ...daily, cutoff_minutes: 10 * 24 * 60, draw_days: [3] };
    expect(datesOf(early, '2026-11-25T12:00:00.000Z', 1)).toEqual(['2026-12-10T02:00:00.000Z']);
  });
});

describe('the draws ahead', () => {
  test('[DRW1] several times a day and on certain weekdays come in order', () => {
    const twice = { ...daily, draw_time: '21:00 13:00', draw_days: [3, 6] };
    expect(datesOf(twice, '2026-11-25T17:50:00.000Z', 3)).toEqual([
      '2026-11-26T02:00:00.000Z',
      '2026-11-28T18:00:00.000Z',
      '2026-11-29T02:00:00.000Z',
    ]);
  });

  test('[DRW1] two times that the clocks bring together are one draw', () => {
    const both = { ...daily, draw_time: '02:30 03:30' };
    expect(datesOf(both, '2026-03-08T05:00:00.000Z', 2)).toEqual([
      '2026-03-08T07:30:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ]);
  });

  test('[DRW1] a day that a country leaves out has no second draw', () => {
    const apia = { ...daily, time_zone: 'Pacific/Apia', draw_time: '21:00' };
    expect(datesOf(apia, '2011-12-29T12:00:00.000Z', 3)).toEqual([
      '2011-12-30T07:00:00.000Z',
      '2011-12-31T07:00:00.000Z',
      '2012-01-01T07:00:00.000Z',
    ]);
  });

  test('[DRW1] of a raffle are its dates', () => {
    const raffle: DrawTerms = {
      ...daily,
      kind: 'raffle',
      draw_days: [],
      draw_dates: ['2026-12-31', '2026-06-30'],
    };
    expect(datesOf(raffle, '2026-01-01T00:00:00.000Z', 5)).toEqual([
      '2026-07-01T01:00:00.000Z',
      '2027-01-01T02:00:00.000Z',
    ]);
    expect(datesOf(raffle, '2026-07-01T00:45:00.000Z', 5)).toEqual(['2027-01-01T02:00:00.000Z']);
    expect(datesOf(raffle, '2027-01-01T01:45:00.000Z', 5)).toEqual([]);
  });

  test('[DRW1] are none for instant lotteries, without times, and without days', () => {
    const at = '2026-11-25T12:00:00.000Z';
    for (const none of [
      { kind: 'instant' as const },
      { draw_time: null },
      { draw_time: '' },
      { draw_days: [] },
    ]) {
      expect(upcomingDraws({ ...daily, ...none }, at, 3)).toEqual([]);
    }
    expect(() => upcomingDraws({ ...daily, draw_time: 'nine' }, at, 1)).toThrow();
  });

  test('[DRW1] are as many as asked for, but no more than the lottery sells ahead', () => {
    const at = '2026-11-25T12:00:00.000Z';
    expect(upcomingDraws(daily, at, 0)).toHaveLength(0);
    expect(upcomingDraws(daily, at, 30)).toHaveLength(30);
    expect(upcomingDraws({ ...daily, max_draws: 10 }, at, 30)).toHaveLength(10);
  });

  const anyLottery = fc.record({
    time_zone: anyZone,
    draw_time: fc.uniqueArray(anyTimeOfDay, { minLength: 1, maxLength: 3 }).map((times) => times.join(' ')),
    draw_days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    cutoff_minutes: fc.integer({ min: 0, max: 3_000 }),
  });

  test('[DRW1] ascend, and each can still be sold', () => {
    holds(
      fc.property(anyLottery, anyInstant, (terms, at) => {
        const slots = upcomingDraws({ ...daily, ...terms }, at, 8);
        expect(slots).toHaveLength(8);
        let before = '';
        for (const slot of slots) {
          expect(slot.draw_date > before).toBe(true);
          expect(slot.cutoff_at > at).toBe(true);
          expect(slot).toEqual(drawSlot({ ...daily, ...terms }, slot.draw_date));
          before = slot.draw_date;
        }
      }),
    );
  });

  test('[DRW1] none is left out: at the cut-off of each, the one behind it is next', () => {
    holds(
      fc.property(anyLottery, anyInstant, (terms, at) => {
        const lottery = { ...daily, ...terms };
        const slots = upcomingDraws(lottery, at, 6);
        for (const [index, slot] of slots.slice(0, -1).entries()) {
          expect(upcomingDraws(lottery, slot.cutoff_at, 1)).toEqual(slots.slice(index + 1, index + 2));
        }
      }),
    );
  });

  test('[DRW1] are at the listed time on a listed weekday, unless the clocks skip it', () => {
    holds(
      fc.property(anyLottery, anyInstant, (terms, at) => {
        for (const { draw_date } of upcomingDraws({ ...daily, ...terms }, at, 8)) {
          const local = Temporal.Instant.from(draw_date).toZonedDateTimeISO(terms.time_zone);
          const listed = terms.draw_time
            .split(' ')
            .includes(local.toPlainTime().toString({ smallestUnit: 'minute' }));
          const afterSkip = local.subtract({ hours: 2 }).offset !== local.offset;
          expect((listed && terms.draw_days.includes(local.dayOfWeek)) || afterSkip).toBe(true);
        }
      }),
    );
  });
});

test('[DRW2] the close comes its grace after the cut-off', () => {
  expect(drawSlot({ cutoff_minutes: 60, close_grace_minutes: 30 }, '2026-11-25T01:00:00.000Z')).toEqual({
    draw_date: '2026-11-25T01:00:00.000Z',
    cutoff_at: '2026-11-25T00:00:00.000Z',
    close_at: '2026-11-25T00:30:00.000Z',
  });
});
