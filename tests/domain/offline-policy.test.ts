import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import { checkCutoff, checkOfflinePolicy, offlineLimits } from '../../shared/domain/offline-policy.ts';
import type { OfflinePolicy } from '../../shared/schema/lotteries.ts';
import { testTexts } from '../register/test-texts.ts';
import { holds } from './laws.ts';

const policy: OfflinePolicy = {
  allowed: true,
  max_hours: 4,
  max_tickets: 10,
  max_amount: 5_000,
  stop_before_cutoff_minutes: 30,
};
const unbounded: OfflinePolicy = {
  allowed: true,
  max_hours: null,
  max_tickets: null,
  max_amount: null,
  stop_before_cutoff_minutes: 0,
};
const since = '2026-11-25T13:00:00.000Z';
const use = { offline_since: since, tickets: 7, amountMinor: 3_500 };
const one = { tickets: 1, amountMinor: 500 };
const slot = {
  draw_date: '2026-11-25T16:00:00.000Z',
  cutoff_at: '2026-11-25T15:45:00.000Z',
  close_at: '2026-11-25T15:55:00.000Z',
};

describe('a cut-off till', () => {
  test.each([
    ['within all bounds', policy, '2026-11-25T14:00:00.000Z', one, slot, null],
    ['game sold online only', { ...policy, allowed: false }, since, one, slot, 'offline.not_allowed'],
    ['just within its hours', policy, '2026-11-25T16:59:59.999Z', one, null, null],
    ['after its hours', policy, '2026-11-25T17:00:00.000Z', one, null, 'offline.too_long'],
    ['no hour at all', { ...policy, max_hours: 0 }, since, one, null, 'offline.too_long'],
    ['just far enough from the cut-off', policy, '2026-11-25T15:14:59.999Z', one, slot, null],
    ['near the cut-off', policy, '2026-11-25T15:15:00.000Z', one, slot, 'offline.too_near_cutoff'],
    ['near no cut-off: an instant ticket', policy, '2026-11-25T15:15:00.000Z', one, null, null],
    ['all tickets that are left', policy, since, { tickets: 3, amountMinor: 100 }, null, null],
    [
      'one ticket too many',
      policy,
      since,
      { tickets: 4, amountMinor: 100 },
      null,
      'offline.too_many_tickets',
    ],
    ['all money that is left', policy, since, { tickets: 1, amountMinor: 1_500 }, null, null],
    ['one cent too much', policy, since, { tickets: 1, amountMinor: 1_501 }, null, 'offline.too_much'],
    ['without bounds', unbounded, '2027-11-25T13:00:00.000Z', { tickets: 500, amountMinor: 1e9 }, null, null],
  ])('[DRW4] %s', (_, terms, now, adding, draw, code) => {
    const result = checkOfflinePolicy(terms, use, now, adding, draw);
    if (code === null) expect(result).toEqual({ ok: true, value: undefined });
    else expect(result).toMatchObject({ ok: false, refusal: { code } });
  });

  test('[DRW4] is told the way out', () => {
    const none = { ...use, tickets: 10 };
    const cases = [
      checkOfflinePolicy({ ...policy, allowed: false }, use, since, one, null),
      checkOfflinePolicy(policy, use, '2026-11-26T13:00:00.000Z', one, null),
      checkOfflinePolicy(policy, use, '2026-11-25T15:30:00.000Z', one, slot),
      checkOfflinePolicy(policy, use, since, { tickets: 4, amountMinor: 0 }, null),
      checkOfflinePolicy(policy, none, since, one, null),
      checkOfflinePolicy(policy, use, since, { tickets: 1, amountMinor: 9_999 }, null),
    ];
    for (const result of cases) {
      expect(result.ok).toBe(false);
      if (!result.ok)
        expect(refusalText(testTexts('en').t, result.refusal).toLowerCase()).toContain('connect the till');
    }
  });

  test('[DRW4] that is online is not bounded', () => {
    const online = { offline_since: null, tickets: 99, amountMinor: 99_999 };
    const refusing = { ...policy, allowed: false, max_tickets: 0 };
    expect(checkOfflinePolicy(refusing, online, since, one, slot)).toEqual({ ok: true, value: undefined });
    expect(offlineLimits(refusing, online, slot)).toEqual({ until: null, tickets: null, amountMinor: null });
  });

  test.each([
    [
      'the draw comes first',
      policy,
      slot,
      { until: '2026-11-25T15:15:00.000Z', tickets: 3, amountMinor: 1_500 },
    ],
    [
      'the hours end first',
      policy,
      null,
      { until: '2026-11-25T17:00:00.000Z', tickets: 3, amountMinor: 1_500 },
    ],
    [
      'more was sold than now allowed',
      { ...policy, max_tickets: 5 },
      slot,
      { until: '2026-11-25T15:15:00.000Z', tickets: 0, amountMinor: 1_500 },
    ],
    ['nothing is bounded', unbounded, null, { until: null, tickets: null, amountMinor: null }],
    ['nothing is allowed', { ...policy, allowed: false }, slot, { until: since, tickets: 0, amountMinor: 0 }],
  ])('[DRW4] sees what is left: %s', (_, terms, draw, limits) => {
    expect(offlineLimits(terms, use, draw)).toEqual(limits);
  });

  test('[DRW4] may sell exactly what it is shown to be left', () => {
    const bound = (max: number) => fc.option(fc.integer({ min: 0, max }));
    const anyPolicy = fc.record({
      allowed: fc.boolean(),
      max_hours: bound(48),
      max_tickets: bound(20),
      max_amount: bound(2_000),
      stop_before_cutoff_minutes: fc.integer({ min: 0, max: 300 }),
    });
    const sold = fc.record({
      tickets: fc.integer({ min: 0, max: 20 }),
      amountMinor: fc.integer({ min: 0, max: 2_000 }),
    });
    const adding = fc.record({
      tickets: fc.integer({ min: 1, max: 20 }),
      amountMinor: fc.integer({ min: 1, max: 2_000 }),
    });
    const minutes = fc.integer({ min: 0, max: 3_000 });
    holds(
      fc.property(
        anyPolicy,
        sold,
        adding,
        minutes,
        fc.option(fc.constant(slot)),
        (terms, before, more, later, draw) => {
          const now = new Date(Date.parse(since) + later * 60_000).toISOString();
          const cutOff = { offline_since: since, ...before };
          const left = offlineLimits(terms, cutOff, draw);
          const fits =
            (left.until === null || now < left.until) &&
            (left.tickets === null || more.tickets <= left.tickets) &&
            (left.amountMinor === null || more.amountMinor <= left.amountMinor);
          expect(checkOfflinePolicy(terms, cutOff, now, more, draw).ok).toBe(fits);
        },
      ),
      2_000,
    );
  });
});

describe('a draw', () => {
  test.each([
    ['2026-11-25T15:44:59.999Z', true],
    ['2026-11-25T15:45:00.000Z', false],
    ['2026-11-25T15:46:00.000Z', false],
  ])('[DRW1] with its cut-off at 15:45 can be sold at %s: %s', (now, sold) => {
    const result = checkCutoff(slot, now);
    expect(result.ok).toBe(sold);
    if (!result.ok) expect(result.refusal.code).toBe('draw.cutoff_passed');
  });

  test('[DRW1] that a ticket has not cannot be missed', () => {
    expect(checkCutoff(null, since).ok).toBe(true);
  });
});
