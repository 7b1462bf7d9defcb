import { expect, test } from 'vitest';
import { watchIdle } from '../../renderer/register/lock/idle.ts';

test('the till locks once after the limit without a key or a touch, and not before; where it could not, a moment later', () => {
  const events = new EventTarget();
  let nowMs = 0;
  let locked = 0;
  let isBusy = false;
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
      if (isBusy) return false;
      locked += 1;
      return true;
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
  isBusy = true;
  expect(at(1_200_000)).toBe(1);
  isBusy = false;
  expect(at(1_201_000)).toBe(2);
  stop();
  expect(at(9_000_000)).toBe(2);
});
