import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { scan } from './fixtures/scanner.ts';
import { expectAllSent, test } from './fixtures/stage.ts';
import { findTicket, leaveTicket, papersOf } from './fixtures/ticket-desk.ts';
import { answerToClose } from './fixtures/till-page.ts';

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
  test.setTimeout(180_000);
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

  // Slower than a scanner.
  for (const key of ['3', '1', '2', '4', '5']) await page.keyboard.press(key, { delay: 60 });
  await page.keyboard.press('+');
  await expectAllSent(till);
  await picture(page, 'sell', page.getByRole('region', { name: 'Basket' }));
  await page.keyboard.press('F2');
  await picture(page, 'quantity', heading(/^Quantity of/));
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F3');
  await picture(page, 'draws', heading('Draws of Lucky 5+1'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await picture(page, 'numbers', heading('Numbers for Lucky 5+1'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.keyboard.type('50', { delay: 60 });
  await picture(page, 'payment', page.getByRole('region', { name: 'Payment' }));
  await page.keyboard.press('F3');
  await picture(page, 'payment-card', page.getByLabel('Card reference'));
  await page.keyboard.press('F2');
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
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Paper jam' }).click();
  await page.keyboard.press('Enter');
  await picture(page, 'copy', page.getByText('COPY 1 · not a second ticket').first());
  await leaveTicket(till);
  await aside(page);

  await page.keyboard.press('F10');
  await picture(page, 'more', page.getByRole('navigation', { name: 'More' }));
  await page.getByRole('button', { name: 'Stock' }).click();
  await picture(page, 'stock', heading('Stock on hand'));
  await page.keyboard.press('F2');
  await picture(page, 'receive', heading('Receive a batch'));
  for (let step = 0; step < 2; step++) await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Printer' }).click();
  await picture(page, 'printer', heading('Printer'));
  await page.keyboard.press('F3');
  await scan(page, paper?.number ?? '');
  await picture(page, 'scanner', page.getByText('The scanner fits these settings.'));
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

  await drawer(page);
  await page.keyboard.press('7');
  await page.getByLabel('Counted cash').fill('140');
  await picture(page, 'close-shift', heading('Close the shift'));
  await page.keyboard.press('Enter');
  await answerToClose(page);
  await picture(page, 'z-report', heading(/^Z report /));
});

/** Baskets put aside, PIN and lock, training; and back to selling. */
async function aside(page: Page): Promise<void> {
  const heading = (name: string | RegExp) => page.getByRole('heading', { name });
  for (const game of ['3', '1']) {
    await page.keyboard.press(game);
    await page.keyboard.press('F5');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status', { name: 'Message' })).toHaveText(/^Held as no\. \d\.$/);
  }
  await page.keyboard.press('F5');
  await picture(page, 'held', heading('Held baskets'));
  for (const number of [1, 2]) {
    await page.keyboard.press('Delete');
    await expect(page.getByText(`Basket no. ${number} is discarded.`)).toBeVisible();
  }
  await page.keyboard.press('Escape');

  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'PIN' }).click();
  await picture(page, 'pin', heading('Your PIN at this till'));
  await page.getByLabel('Password').fill('demo-1234');
  await page.getByLabel(/^New PIN/).fill('2580');
  await page.getByLabel('The same again').fill('2580');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your PIN is set at this till.')).toBeVisible();

  await page.getByRole('button', { name: /^Training/ }).click();
  await picture(page, 'training', heading('Open the shift'));
  await page.keyboard.press('F1');
  await picture(page, 'locked', heading('Locked'));
  await page.getByLabel('PIN', { exact: true }).fill('2580');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Games' })).toBeVisible();
}

/** From selling to the shift's panel, and through what it leads to. */
async function drawer(page: Page): Promise<void> {
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await page.keyboard.press('F9');
  await picture(page, 'shift', heading('Shift'));
  await page.keyboard.press('3');
  await picture(page, 'safe-drop', heading('Safe drop'));
  await page.getByLabel('Amount').fill('50');
  await page.keyboard.press('Enter');
  await picture(page, 'safe-drop-slip', page.getByRole('article'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('F9');
  await page.keyboard.press('4');
  await picture(page, 'no-sale', heading('No sale'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('5');
  await picture(page, 'x-report', heading('X report'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('6');
  await picture(page, 'hand-over', heading('Hand the shift over'));
  await page.keyboard.press('Escape');
}
