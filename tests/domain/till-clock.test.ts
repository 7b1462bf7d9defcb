import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockState,
  clockReading,
  onLook,
  onServerTime,
  onSleep,
  sleptBetween,
  startClock,
} from '../../shared/domain/till-clock.ts';
import { holds } from './laws.ts';

const noon = Date.UTC(2026, 10, 25, 12);
const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
const at = (ms: number) => new Date(ms).toISOString();
const wall = fc.integer({ min: 0, max: 4e12 });
const elapsed = fc.integer({ min: 0, max: 30 * day });

describe('the till’s clock', () => {
  test('[DRW1] is the server’s time carried on by the monotonic clock', () => {
    const state = onServerTime(startClock([]), noon, 0, 5_000);
    expect(clockReading(state, noon + hour, 5_000 + hour)).toEqual({
      now: at(noon + hour),
      mark: 'bounded',
      wallClockWrongByMs: null,
    });
  });

  test('[DRW1] is not moved by a wall clock set to any time', () => {
    const state = onServerTime(startClock([noon - day]), noon, 0, 5_000);
    holds(
      fc.property(wall, elapsed, (wallMs, passed) => {
        const reading = clockReading(state, wallMs, 5_000 + passed);
        expect(reading).toMatchObject({ now: at(noon + passed), mark: 'bounded' });
        const error = wallMs - (noon + passed);
        expect(reading.wallClockWrongByMs).toBe(Math.abs(error) > 60_000 ? error : null);
      }),
    );
  });

  test('[DRW1] never runs behind the server’s, however long its answers took, and at most a round trip ahead', () => {
    const answers = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: hour }), there: fc.nat(20_000), back: fc.nat(20_000) }),
      { minLength: 1, maxLength: 10 },
    );
    holds(
      fc.property(answers, elapsed, (heard, passed) => {
        let state = startClock([]);
        let uptime = 0;
        let closest = Number.POSITIVE_INFINITY;
        for (const { wait, there, back } of heard) {
          uptime += wait + there + back;
          state = onServerTime(state, noon + uptime - back, there + back, uptime);
          closest = Math.min(closest, there + back);
        }
        const trueNow = noon + uptime + passed;
        const ahead = Date.parse(clockReading(state, 0, uptime + passed).now) - trueNow;
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThanOrEqual(closest);
      }),
    );
  });

  test('[DRW1] follows the server where the monotonic clock went too slow or too fast', () => {
    const state = onServerTime(startClock([]), noon, 100, 0);
    for (const drift of [-5 * second, 5 * second]) {
      const corrected = onServerTime(state, noon + hour + drift, 100, hour);
      expect(clockReading(corrected, noon, hour).now).toBe(at(noon + hour + drift + 100));
    }
  });

  test('[SYN8] knows after a restart only that it is not earlier than what it has seen', () => {
    const state = startClock([noon - day, noon, noon - hour]);
    expect(clockReading(state, noon + hour, 0)).toEqual({
      now: at(noon + hour),
      mark: 'lower_bound',
      wallClockWrongByMs: null,
    });
    expect(clockReading(state, noon - 2 * day, 0)).toEqual({
      now: at(noon),
      mark: 'lower_bound',
      wallClockWrongByMs: -2 * day,
    });
  });

  test('[SYN8] never goes back behind what it has seen, whatever the wall clock says', () => {
    holds(
      fc.property(fc.array(wall, { minLength: 1 }), wall, elapsed, (passedMs, wallMs, passed) => {
        const { now, mark } = clockReading(startClock(passedMs, 5_000), wallMs, 5_000 + passed);
        expect(mark).toBe('lower_bound');
        expect(Date.parse(now)).toBe(Math.max(wallMs, passed + Math.max(...passedMs)));
      }),
    );
  });

  /** Looks at clocks that were read at these moments, one after another. */
  const looked = (state: ClockState, ...readings: (readonly [wallMs: number, uptimeMs: number])[]) =>
    readings.reduce((before, [wallMs, uptimeMs]) => onLook(before, { wallMs, uptimeMs }).state, state);
  const heardAtNoon = onServerTime(startClock([]), noon, 0, 0);

  test('[DRW1] is not bounded any more at the first look after a sleep, however short, wherever it was looked at before', () => {
    const looks = fc.array(fc.nat(hour), { maxLength: 20 });
    const slept = fc.integer({ min: 3 * second, max: 30 * day });
    holds(
      fc.property(
        looks,
        fc.integer({ min: -day, max: day }),
        slept,
        fc.nat(second),
        (waits, wrong, ms, rest) => {
          let uptime = 0;
          let state = looked(heardAtNoon, [noon + wrong, 0]);
          for (const wait of waits) {
            uptime += wait;
            state = looked(state, [noon + wrong + uptime, uptime]);
          }
          expect(clockReading(state, noon + wrong + uptime, uptime).mark).toBe('bounded');
          uptime += rest;
          const woken = looked(state, [noon + wrong + uptime + ms, uptime]);
          const reading = clockReading(woken, noon + wrong + uptime + ms, uptime);
          expect(reading.mark).toBe('lower_bound');
          expect(Date.parse(reading.now)).toBeGreaterThanOrEqual(noon + uptime);
        },
      ),
    );
  });

  test('[DRW1] is not fooled by a wall clock that was set back before the machine slept as long', () => {
    const state = looked(heardAtNoon, [noon, 0], [noon - 2 * hour, second], [noon + second, 2 * second]);
    expect(state.anchor).toBeNull();
  });

  test('[DRW1] adds up many sleeps that are each too short to notice', () => {
    let state = looked(heardAtNoon, [noon, 0]);
    for (let n = 1; n <= 3; n++) state = looked(state, [noon + n * (2 * second), n * second]);
    expect(state.anchor).toBeNull();
  });

  test('[DRW1] stays bounded where the two clocks of a machine only drift apart', () => {
    let state = looked(heardAtNoon, [noon, 0]);
    for (let ms = hour; ms <= 14 * day; ms += hour) {
      state = looked(state, [noon + Math.floor(ms * 1.0001), ms]);
    }
    expect(clockReading(state, noon, 14 * day).mark).toBe('bounded');
  });

  test('[DRW1] knows an answer that was under way through a sleep', () => {
    const sent = { wallMs: noon, uptimeMs: 0 };
    expect(sleptBetween(sent, { wallMs: noon + 20 * second, uptimeMs: 20 * second })).toBe(false);
    expect(sleptBetween(sent, { wallMs: noon - day, uptimeMs: second })).toBe(false);
    expect(sleptBetween(sent, { wallMs: noon + hour, uptimeMs: second })).toBe(true);
  });

  test('[SYN8] is put right by the server after it once ran years ahead', () => {
    const ahead = startClock([noon + 3_650 * day]);
    const heard = onServerTime(ahead, noon, 0, 5_000);
    expect(clockReading(heard, noon, 5_000).now).toBe(at(noon));
    expect(clockReading(heard, noon - day, 0)).toMatchObject({ now: at(noon), mark: 'lower_bound' });
  });

  test('[DRW1] does not trust a monotonic clock that began anew or stood still', () => {
    const state = onServerTime(startClock([]), noon, 0, 10 * second);
    expect(clockReading(state, noon - day, 2 * second)).toMatchObject({ now: at(noon), mark: 'lower_bound' });

    const woken = onSleep(state, 10 * second + hour);
    expect(clockReading(woken, noon + 8 * hour, 11 * second + hour)).toMatchObject({
      now: at(noon + 8 * hour),
      mark: 'lower_bound',
    });
    expect(clockReading(woken, noon - day, 11 * second + hour)).toMatchObject({
      now: at(noon + hour + second),
      mark: 'lower_bound',
    });
    expect(onSleep(startClock([noon]), 5)).toEqual(startClock([noon + 5], 5));
    expect(clockReading(onServerTime(woken, noon + 8 * hour, 0, 2 * hour), 0, 2 * hour).mark).toBe('bounded');
  });
});
