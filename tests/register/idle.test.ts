import { expect, test } from 'vitest';
import { watchIdle } from '../../renderer/register/lock/idle.ts';

test('the till locks once after the limit without a key or a touch, and not before', () => {
  const events = new EventTarget();
  let nowMs = 0;
  let locked = 0;
  let look = () => {};
  const stop = watchIdle({
    events,
    limitMs: 300_000,
    nowMs: () => nowMs,
    every: (_ms, callback) => {
      look = callback;
      return () => {
        look = () => {};
      };
    },
    onIdle: () => {
      locked += 1;
    },
  });
  const at = (ms: number) => {
    nowMs = ms;
    look();
    return locked;
  };
  expect(at(299_999)).toBe(0);
  events.dispatchEvent(new Event('pointerdown'));
  expect(at(300_000)).toBe(0);
  expect(at(599_999)).toBe(1);
  expect(at(900_000)).toBe(1);
  events.dispatchEvent(new Event('keydown'));
  expect(at(1_100_000)).toBe(1);
  expect(at(1_200_000)).toBe(2);
  stop();
  expect(at(9_000_000)).toBe(2);
});
