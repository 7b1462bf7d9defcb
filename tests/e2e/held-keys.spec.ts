import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

/** Slower than a scanner: each is carried out before the next. */
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key, { delay: 40 });
};
/** As a finger that stays on it: the keyboard repeats it. */
const hold = async (page: Page, key: string) => {
  for (let times = 0; times < 6; times++) await page.keyboard.down(key);
  await page.keyboard.up(key);
};
const open = async (page: Page, scene: string, ...keys: readonly string[]) => {
  await page.goto(`${preview.address}?now=2026-11-24T15:00:00.000Z&${scene}`);
  await expect(page.getByRole('toolbar').getByRole('button').first()).toBeVisible();
  await press(page, ...keys);
};
/** Ends a sale that is being saved. */
const saveSale = (page: Page) =>
  page.evaluate(() => (window as unknown as { saveSale: () => void }).saveSale());
const rowsOf = (page: Page) =>
  page.getByRole('region', { name: 'Basket' }).getByRole('listitem').filter({ hasText: /\S/ });

test('a held key counts once', async ({ page }) => {
  const rows = rowsOf(page);
  await open(page, '', '1', '2');
  await hold(page, '4');
  await expect(rows).toHaveCount(3);
  await hold(page, '+');
  await expect(rows.last()).toContainText('2 × Raffle 100');
  await hold(page, '-');
  await expect(rows.last()).not.toContainText('×');
  await hold(page, 'Backspace');
  await expect(rows).toHaveCount(2);
  await hold(page, 'ArrowUp');
  await hold(page, 'Delete');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Lucky 5+1');
  await hold(page, 'Enter');
  await expect(page.getByRole('region', { name: 'Payment' })).toBeVisible();
  await hold(page, 'Enter');
  await expect(page.getByRole('button', { name: 'Next sale' })).toBeVisible();
  await hold(page, 'F8');
  await hold(page, 'Escape');
  await expect(page.getByRole('region', { name: 'Games' })).toBeVisible();
});

test('held in a field it counts once too, but for deleting; a held F5 leaves the page where it is', async ({
  page,
}) => {
  const given = page.getByLabel('Amount given');
  await open(page, '', '1', 'Enter');
  await expect(given).toBeFocused();
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await hold(page, '2');
  await expect(given).toHaveValue('2');
  for (const key of ['F3', 'F5', 'F6', 'F7', 'F10']) await hold(page, key);
  expect(await page.evaluate(() => 'isSame' in window)).toBe(true);
  await press(page, 'F2', '0', '0', '0');
  await hold(page, 'Backspace');
  await expect(given).toHaveValue('');
});

test('where there are ten games or more, each has two digits', async ({ page }) => {
  await open(page, 'games=12');
  const rows = rowsOf(page);
  const names = await page.locator('[aria-label="Games"] button b:first-of-type').allInnerTexts();
  await press(page, '1');
  await expect(page.getByRole('status', { name: 'Message' })).toHaveText(/^1…/);
  await press(page, '2');
  await expect(rows).toContainText(names.filter((text) => !text.startsWith('$'))[11] ?? '?');
  await press(page, '0', '3', '*');
  await press(page, '0', '1');
  await expect(rows).toHaveCount(2);
  await press(page, 'F7', 'F4', '0');
  await expect(page.getByRole('heading', { name: 'Which game?' })).toBeVisible();
  await press(page, '1');
  await expect(page.getByRole('heading', { name: /^Numbers for / })).toBeVisible();
});

test('what is pressed while a sale is being saved follows it, in order', async ({ page }) => {
  await open(page, 'sale_waits', '1', 'Enter', 'Enter');
  await expect(page.getByRole('button', { name: 'Saving the sale…' })).toBeVisible();
  await press(page, '2', '4', '+', 'F8');
  await saveSale(page);
  await expect(page.getByLabel('Ticket number')).toBeFocused();
  await press(page, 'Escape');
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).last()).toContainText('2 × Raffle 100');
});

test('typed past the field, digits go where they belong: into the form’s field, after a lock too', async ({
  page,
}) => {
  await open(page, '', 'F9', '3', '5');
  await page.getByRole('heading', { name: 'Safe drop' }).click();
  await press(page, '7');
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('57');
  await press(page, 'F1');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await press(page, '2', '5', '8', '0', 'Enter');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeHidden();
  await press(page, 'Backspace', '1');
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('51');
});

test('keys pressed while a screen is still being fetched reach it, in order', async ({ page }) => {
  let arrive = () => {};
  const onTheWay = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route(/close-shift-screen/, async (route) => {
    await onTheWay;
    await route.continue();
  });
  await open(page, '', 'F9');
  await expect(page.getByRole('heading', { name: 'Shift' })).toBeVisible();
  await press(page, '7', '5', '0', 'Backspace', 'Enter');
  arrive();
  await expect(page.getByRole('heading', { name: 'Close with $5.00?' })).toBeVisible();
});

test('what is pressed while a sale is being saved reaches the field that one of them leads to', async ({
  page,
}) => {
  await open(page, 'sale_waits', '1', 'Enter', 'Enter');
  await expect(page.getByRole('button', { name: 'Saving the sale…' })).toBeVisible();
  await press(page, '2', 'F2', '5', 'Enter');
  await saveSale(page);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('5 × Lucky 5+1');
});

test('[MNY1] nothing goes into a basket that is being sold, by whichever way', async ({ page }) => {
  await open(page, 'sale_waits', '1', 'Enter', 'Enter');
  const saving = page.getByRole('button', { name: 'Saving the sale…' });
  await expect(saving).toBeVisible();
  await page.getByRole('textbox', { name: 'Scan or type' }).fill('3');
  await page.getByRole('button', { name: 'OK' }).click();
  await page.getByRole('button', { name: 'Lock' }).click();
  await expect(saving).toBeVisible();
  await saveSale(page);
  // What was asked for meanwhile comes after it.
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await press(page, '2', '5', '8', '0', 'Enter');
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText('$1.00');
});
