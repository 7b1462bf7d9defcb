import { expect, type Page } from '@playwright/test';
import { press, setPin } from './fixtures/keys/screens.ts';
import { toSellScreen } from './fixtures/keys/to-sell-screen.ts';
import { type Stage, test } from './fixtures/stage.ts';
import type { TillPage } from './fixtures/till-page.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

async function managersTill(stage: Stage): Promise<TillPage> {
  const { till } = await stage.till(await stage.server(), { user: 'manager' });
  await setPin(till.page);
  await toSellScreen(till.page);
  return till;
}

/** With a copy of what this window keeps, as “Duplicate tab” makes it. */
async function duplicate(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.evaluate(() => void window.open('/'));
  await expect(heading(await opened, 'The till is open in another window')).toBeVisible();
  await page.bringToFront();
  return opened;
}

async function customerDisplay(page: Page): Promise<Page> {
  await press(page, 'F10');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Customer display' }).click();
  await toSellScreen(page);
  return opened;
}

for (const [what, leave, before] of [
  ['the lock', ['F1'], 'Locked'],
  ['a sign-out', ['F10', '8', 'Enter'], 'Sign in'],
] as const) {
  test(`[SEC5] a tab duplicated before it is no way around ${what}`, async ({ stage }) => {
    const { page } = await managersTill(stage);
    const copy = await duplicate(page);
    await press(page, ...leave);
    await expect(heading(page, before)).toBeVisible();
    await page.close();
    await expect(heading(copy, 'Sign in')).toBeVisible();
  });
}

test('[SEC5] the customer’s window shows the basket, and the register loaded in it knows nobody', async ({
  stage,
}) => {
  const { page } = await managersTill(stage);
  const url = page.url();
  const display = await customerDisplay(page);
  await press(page, '1');
  await expect(display.getByRole('listitem')).toHaveCount(1);
  await page.close();
  await display.goto(url);
  await expect(heading(display, 'Sign in')).toBeVisible();
});

test('the customer’s window is one, however often it is opened', async ({ stage }) => {
  const { page } = await managersTill(stage);
  const first = await customerDisplay(page);
  const closed = first.waitForEvent('close');
  const second = await customerDisplay(page);
  await closed;
  await expect(second.getByRole('heading')).toBeVisible();
});

test('a reload keeps who is signed in, and the lock', async ({ stage }) => {
  const { page, games } = await managersTill(stage);
  await page.reload();
  await expect(games).toBeVisible();
  await press(page, 'F1');
  await expect(heading(page, 'Locked')).toBeVisible();
  await page.reload();
  await expect(heading(page, 'Locked')).toBeVisible();
});
