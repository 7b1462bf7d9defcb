import { expect, type Page, test } from '@playwright/test';
import { type HostedTill, hosts, openHosted } from './fixtures/both-hosts.ts';
import type { KeyScreen } from './fixtures/keys/key-screen.ts';
import { goTo, leave, moments, press, screens, setPin } from './fixtures/keys/screens.ts';

/** Every key that a button shows, but for the games': where a panel has the digits, their tiles are for touch. */
const shownKeys = (page: Page): Promise<string[]> =>
  page
    .locator('main, footer')
    .locator('button[aria-keyshortcuts]:visible:enabled:not([aria-label="Games"] *)')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-keyshortcuts') ?? ''));

/** Heard after the register: what it left to the browser. */
const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watch = Object.assign(window, { left: [] as string[] });
    window.addEventListener('keydown', (event) => {
      if (!event.defaultPrevented && /^F\d+$/.test(event.key)) watch.left.push(event.key);
    });
  });

for (const host of hosts) {
  test.describe(`in the ${host}`, () => {
    let hosted: HostedTill;
    let page: Page;
    test.beforeAll(async () => {
      hosted = await openHosted(host, 'manager');
      page = hosted.till.page;
      page.setDefaultTimeout(15_000);
      await setPin(page);
      await watchKeys(page);
    });
    test.afterAll(() => hosted.end());

    const pressEach = async (screen: KeyScreen) => {
      for (const [key, effect] of Object.entries(screen.keys)) {
        await test.step(key, async () => {
          await goTo(page, screen);
          const before = await hosted.prints();
          await press(page, key);
          await effect(page, async () => (await hosted.prints()) - before);
          expect(await page.evaluate(() => (window as unknown as { left: string[] }).left)).toEqual([]);
          await leave(page, screen);
        });
      }
    };

    for (const [name, screen] of Object.entries(screens)) {
      test(`${name}: each key does what it says, and the browser nothing of its own`, async () => {
        await goTo(page, screen);
        const shown = await shownKeys(page);
        expect(
          shown.filter((key) => !(key in screen.keys)),
          'keys without a row',
        ).toEqual([]);
        await leave(page, screen);
        await pressEach(screen);
      });
    }

    for (const [name, moment] of Object.entries(moments)) {
      test(`${name}: what its keys do`, () => pressEach(moment));
    }
  });
}
