import type { Page } from '@playwright/test';

/**
 * Reloads the register; milliseconds from then, by the page's own clock, until the scratch game can be pressed: its tile
 * is there and nothing blocks it.
 */
export async function msUntilItMaySell(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'commit' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const maySell = () =>
          document.querySelector('[aria-label="Games"] button:enabled:not([data-blocked])');
        const look = () => {
          if (!maySell()) return;
          observer.disconnect();
          resolve(performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, attributes: true });
        look();
      }),
  );
}
