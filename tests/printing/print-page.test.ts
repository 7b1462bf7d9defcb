import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { printPage } from '../../renderer/host/print-page.ts';
import type { Result } from '../../shared/result.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A browser that says these, so many milliseconds after it was asked to print. */
async function answerOf(said: Readonly<Record<string, number>>, waitedMs: number) {
  const browser = Object.assign(new EventTarget(), {
    print: () => {
      for (const [name, afterMs] of Object.entries(said))
        setTimeout(() => browser.dispatchEvent(new Event(name)), afterMs);
    },
  });
  let answer: Result<void> | null = null;
  void printPage(browser as unknown as Window).then((given) => {
    answer = given;
  });
  await vi.advanceTimersByTimeAsync(waitedMs);
  return answer;
}

const notPrinted = { refusal: { code: 'print.not_begun' } };

test.each([
  ['prints a moment later', { beforeprint: 150, afterprint: 400 }, 300, null],
  ['is done with it', { beforeprint: 150, afterprint: 400 }, 400, { ok: true }],
  ['leaves a person time', { beforeprint: 0, afterprint: 50_000 }, 50_000, { ok: true }],
  ['was told never to print', {}, 5_000, notPrinted],
  ['has no printer and says no more', { beforeprint: 3 }, 60_000, notPrinted],
])(
  '[TKT5] a page is printed when the browser is done with it: one that %s',
  async (_which, said, ms, answer) => {
    const given = await answerOf(said, ms);
    if (answer === null) expect(given).toBeNull();
    else expect(given).toMatchObject(answer);
  },
);
