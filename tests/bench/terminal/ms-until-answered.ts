import type { Page } from '@playwright/test';

declare global {
  var answered: Promise<number>;
  var nextAnswer: () => void;
}

/**
 * Milliseconds from a real key, by its event's own time, until the frame that shows its first effect is drawn. What the
 * clock changes by itself (status bar, tiles) is no answer.
 */
export async function msUntilAnswered(page: Page, key: string): Promise<number> {
  await page.evaluate(() => nextAnswer());
  await page.keyboard.press(key);
  const waited = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`nothing answered ${key}`)), 10_000).unref();
  });
  return Promise.race([page.evaluate(() => answered), waited]);
}

/** Once per page, before the first key. */
export async function watchAnswers(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.nextAnswer = () => {
      globalThis.answered = new Promise((resolve) => {
        let pressedAt = Number.NaN;
        addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), {
          capture: true,
          once: true,
        });
        const byItself = (node: Node) =>
          (node instanceof Element ? node : node.parentElement)?.closest('header, [aria-label="Games"]');
        const observer = new MutationObserver((changes) => {
          // The register may hear the key first: its changes are reported before `pressedAt` is known.
          if (changes.every(({ target }) => byItself(target))) return;
          observer.disconnect();
          // The task after a frame's callbacks runs when the frame is drawn.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - pressedAt);
            port2.postMessage(null);
          });
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
      });
    };
  });
}
