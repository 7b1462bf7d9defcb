import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { scan } from './fixtures/scanner.ts';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

async function open(page: Page, scene = '', ...keys: readonly string[]): Promise<void> {
  await page.goto(`${preview.address}?now=2026-11-24T15:00:00.000Z&${scene}`);
  await expect(page.getByRole('toolbar').getByRole('button').first()).toBeVisible();
  await press(page, ...keys);
}

/** Slower than a scanner: each is carried out before the next. */
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key, { delay: 50 });
};

const payment = (page: Page) => page.getByRole('region', { name: 'Payment' });
const receipt = (page: Page) => page.getByRole('article', { name: 'Receipt' });

test('[MNY1] a scan while a card payment is entered leaves method and reference as they are', async ({
  page,
}) => {
  await open(page, '', '1', 'Enter', 'F3', ...'REF123');
  await scan(page, 'NY1ABCDEFGH');
  await expect(page.getByLabel('Ticket number')).toHaveValue('NY1ABCDEFGH');
  await press(page, 'Escape');
  await expect(page.getByLabel('Card reference')).toHaveValue('REF123');
  await press(page, 'Enter');
  await expect(receipt(page)).toContainText('REF123');
});

test('[MNY1] cash that was given stays given while a ticket is looked up; the next payment begins anew', async ({
  page,
}) => {
  await open(page, '', '1', 'Enter', '5');
  await scan(page, 'NY1ABCDEFGH');
  await expect(page.getByLabel('Ticket number')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByLabel('Amount given')).toHaveValue('5');
  await expect(payment(page).getByLabel('Change', { exact: true })).toHaveText('$4.00');
  await press(page, 'F3', ...'R1', 'Escape', 'Enter');
  await expect(page.getByLabel('Amount given')).toHaveValue('');
});
