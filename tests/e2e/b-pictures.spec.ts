import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { expectAllSent, test } from './fixtures/stage.ts';
import { findTicket, leaveTicket, papersOf } from './fixtures/ticket-desk.ts';

const folder = join(import.meta.dirname, '../../docs/screens');
const takes = process.env.TILLSIDE_PICTURES === '1';

/** What every screen must have, and its picture where pictures are asked for. */
async function picture(page: Page, name: string, seen: Locator): Promise<void> {
  await expect(seen).toBeVisible();
  // Nothing without a name, nothing outside of the window, no touch target smaller than promised.
  const faults = await page.evaluate(() => {
    const { innerWidth: width, innerHeight: height } = window;
    const found: string[] = [];
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth > width || root.scrollHeight > height) found.push('the page scrolls');
    for (const button of document.querySelectorAll('button')) {
      const box = button.getBoundingClientRect();
      const label = button.getAttribute('aria-label') ?? button.textContent?.trim() ?? '';
      if (label === '') found.push('a button without a name');
      if (box.height > 0 && box.height < 59.5) found.push(`button "${label}" is ${box.height} px high`);
      if (button.scrollWidth > button.clientWidth + 1) found.push(`button "${label}" is cut`);
    }
    for (const field of document.querySelectorAll('input')) {
      if (field.labels?.length === 0 && !field.ariaLabel) found.push('a field without a label');
    }
    return found;
  });
  expect(faults, name).toEqual([]);
  if (!takes) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

test('every screen of the till is named, fits its window and can be touched', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = await stage.server();
  const machine = stage.machine();
  const till = await machine.open(
    server.url,
    (context) => context.pages()[0]?.emulateMedia({ colorScheme: 'light' }) ?? Promise.resolve(),
  );
  const { page } = till;
  const heading = (name: string | RegExp) => page.getByRole('heading', { name });

  await picture(page, 'enrol', heading('Enrol this till'));
  await till.enrol('DEMO-TILL-0001');
  await picture(page, 'sign-in', heading('Sign in'));
  await till.signIn('manager');
  await picture(page, 'open-shift', heading('Open the shift'));
  await till.openShift('150');
  await expect(page.getByRole('button', { name: 'Scratch Gold' })).toContainText(/[1-9]\d* left/);
  await picture(page, 'sell-empty', till.games);

  for (const key of ['3', '1', '2', '4', '5']) await page.keyboard.press(key);
  await page.keyboard.press('+');
  await expectAllSent(till);
  await picture(page, 'sell', page.getByRole('region', { name: 'Basket' }));
  await page.keyboard.press('F2');
  await picture(page, 'quantity', heading(/^Quantity of/));
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F4');
  await picture(page, 'numbers', heading('Numbers for Lucky 5+1'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.keyboard.type('50', { delay: 60 });
  await picture(page, 'payment', page.getByRole('region', { name: 'Payment' }));
  await page.keyboard.press('Enter');
  await picture(page, 'slips', page.getByRole('article', { name: /^Ticket / }).first());
  const [paper] = await papersOf(till);
  await expectAllSent(till);

  await page.keyboard.press('F8');
  await picture(page, 'tickets', heading('Newest tickets of this store'));
  await leaveTicket(till);
  await findTicket(till, paper?.number ?? '');
  await picture(page, 'ticket', heading('What can be done'));
  await page.keyboard.press('F4');
  await picture(page, 'cancel', heading('Cancel this ticket'));
  await page.keyboard.press('Escape');
  await leaveTicket(till);

  await page.keyboard.press('F10');
  await picture(page, 'more', page.getByRole('navigation', { name: 'More' }));
  await page.getByRole('button', { name: 'Stock' }).click();
  await picture(page, 'stock', heading('Stock on hand'));
  await page.keyboard.press('F2');
  await picture(page, 'receive', heading('Receive a batch'));
  for (let step = 0; step < 3; step++) await page.keyboard.press('Escape');
  await expect(till.games).toBeVisible();

  await server.stop();
  await expect(till.connection).toContainText('Offline since', { timeout: 30_000 });
  await till.sell('1', '5');
  await till.sell('2');
  await page.keyboard.press('3');
  await picture(page, 'offline', till.games);
  await page.keyboard.press('F7');
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: /^Unsent entries/ }).click();
  await picture(page, 'unsent', heading('Unsent entries'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.keyboard.press('F9');
  await page.keyboard.press('7');
  await page.getByLabel('Counted cash').fill('190');
  await picture(page, 'close-shift', heading('Close the shift'));
  await page.keyboard.press('Enter');
  await picture(page, 'z-report', heading(/^Z report /));
});
