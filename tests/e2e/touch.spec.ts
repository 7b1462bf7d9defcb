import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';

test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } });

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

const open = (page: Page, scene = '') => page.goto(`${preview.address}?${scene}`);
const keyboard = (page: Page) => page.getByRole('group', { name: 'Keyboard' });
const tapKeys = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await keyboard(page).getByRole('button', { name: key, exact: true }).tap();
};
const tile = (page: Page) => page.getByRole('region', { name: 'Games' }).getByRole('button').first();
const action = (page: Page, name: string | RegExp) => page.getByRole('toolbar').getByRole('button', { name });

test('a card payment is made by touch alone, its reference too', async ({ page }) => {
  await open(page);
  await tile(page).tap();
  await action(page, 'Pay').tap();
  await action(page, 'Card').tap();
  await expect(keyboard(page)).toBeHidden();
  const reference = page.getByLabel('Card reference');
  await reference.tap();
  await tapKeys(page, 'Shift', 'R', 'f', '4', '7', '8', 'Delete', '-', '1');
  await expect(reference).toHaveValue('Rf47-1');
  await expect(reference).toBeFocused();
  await tapKeys(page, 'Enter');
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText('Rf47-1');
  await expect(keyboard(page)).toBeHidden();
});

test('enrolment and sign-in are done by touch alone; the next field has the keyboard too', async ({
  page,
}) => {
  await open(page, 'phase=not_enrolled&signed_out');
  await page.getByLabel('Activation code').tap();
  await tapKeys(page, 'a', 'b', 'c', '1', 'Enter');
  await page.getByLabel('User name').tap();
  await tapKeys(page, ...'relief');
  await expect(page.getByLabel('User name')).toHaveValue('relief');
  await page.getByLabel('Password').tap();
  await tapKeys(page, 's', 'Shift', '@', '1');
  await expect(page.getByLabel('Password')).toHaveValue('s@1');
  await tapKeys(page, 'Enter');
  await expect(page.getByLabel('Opening float')).toBeVisible();
});

test('the keyboard covers neither the field nor the action bar, and is put away', async ({ page }) => {
  await open(page);
  const field = page.getByPlaceholder('Scan or type');
  await field.tap();
  await expect(keyboard(page)).toBeVisible();
  const top = (await keyboard(page).boundingBox())?.y ?? 0;
  for (const covered of [field, page.getByRole('toolbar')]) {
    const box = await covered.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(top);
  }
  await tapKeys(page, 'Put the keyboard away');
  await expect(keyboard(page)).toBeHidden();
});

test('where someone types on a keyboard, or a pad of digits stands beside the field, none comes up', async ({
  page,
}) => {
  await open(page);
  await tile(page).tap();
  await action(page, 'Pay').tap();
  await page.getByLabel('Amount given').tap();
  await expect(page.getByLabel('Amount given')).toBeFocused();
  await expect(keyboard(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await page.getByPlaceholder('Scan or type').tap();
  await expect(page.getByPlaceholder('Scan or type')).toBeFocused();
  await expect(keyboard(page)).toBeHidden();
});
