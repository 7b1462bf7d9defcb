import { expect, type Page, test } from '@playwright/test';
import { type HostedTill, hosts, openHosted } from './fixtures/both-hosts.ts';
import { asideKeys, asideMoments } from './fixtures/keys/aside-keys.ts';
import { drawerKeys, drawerMoments } from './fixtures/keys/drawer-keys.ts';
import { type KeyScreen, password, pin } from './fixtures/keys/key-screen.ts';
import { sellingKeys, ticketKeys } from './fixtures/keys/selling-keys.ts';
import { toSellScreen } from './fixtures/keys/to-sell-screen.ts';

const screens: Readonly<Record<string, KeyScreen>> = {
  ...sellingKeys,
  ...ticketKeys,
  ...drawerKeys,
  ...asideKeys,
};

/** In which only some keys are of interest. */
const moments: Readonly<Record<string, KeyScreen>> = { ...drawerMoments, ...asideMoments };

/** Slower than a scanner: each is carried out before the next. */
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key, { delay: 40 });
};

/** On the way to a screen nobody looks for what comes out of the printer. */
const nothingPrinted = async () => 0;

async function goTo(page: Page, { by, shown }: KeyScreen): Promise<void> {
  await toSellScreen(page);
  for (const step of by) {
    if (typeof step === 'string') await press(page, step);
    else await step(page, nothingPrinted);
  }
  await shown(page, nothingPrinted);
}

async function leave(page: Page, { after = [] }: KeyScreen): Promise<void> {
  if (after.length > 0) await toSellScreen(page);
  await press(page, ...after);
}

/** Every key that a button shows, but for the games': where a panel has the digits, their tiles are for touch. */
const shownKeys = (page: Page): Promise<string[]> =>
  page
    .locator('main, footer')
    .locator('button[aria-keyshortcuts]:visible:enabled:not([aria-label="Games"] *)')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-keyshortcuts') ?? ''));

async function setPin(page: Page): Promise<void> {
  await press(page, 'F10', '5');
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('New PIN, 4 to 8 digits').fill(pin);
  await page.getByLabel('The same again').fill(pin);
  await press(page, 'Enter');
  await expect(page.getByText('Your PIN is set at this till.')).toBeVisible();
}

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
