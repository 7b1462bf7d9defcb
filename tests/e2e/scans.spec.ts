import { expect, type Page, test } from '@playwright/test';
import { must } from '../../shared/result.ts';
import { type HostedTill, hosts, openHosted } from './fixtures/both-hosts.ts';
import { emptyBasket, field, locked, paying, rows, selling } from './fixtures/keys/key-screen.ts';
import { screens as allScreens, goTo, leave, press, setPin } from './fixtures/keys/screens.ts';
import { toSellScreen } from './fixtures/keys/to-sell-screen.ts';
import { scan } from './fixtures/scanner.ts';

/** Where a scan is only tried out it does nothing. */
const { 'the scanner': trial, ...screens } = allScreens;

const alert = (page: Page) => page.getByRole('main').locator('..').getByRole('alert');
const brokeOff = 'The scan broke off, so nothing was done. Scan it again.';
const isLocked = 'The till is locked. Unlock it, then scan again.';

/** What is in the fields that one sees, and in the basket; what was typed into a PIN or an amount would be seen here. */
const entered = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({
    fields: [...document.querySelectorAll('input')].filter((f) => f.checkVisibility()).map((f) => f.value),
    rows: [...document.querySelectorAll('[aria-label="Basket"] li')].map((li) => li.textContent),
    games: [...document.querySelectorAll('[aria-label="Games"] [aria-pressed="true"]')].length,
  }));

const foundTicket = (page: Page) => page.getByText('Cancel: possible now');

for (const host of hosts) {
  test.describe(`in the ${host}`, () => {
    let hosted: HostedTill;
    let page: Page;
    let own: string;
    test.beforeAll(async () => {
      hosted = await openHosted(host, 'manager');
      page = hosted.till.page;
      page.setDefaultTimeout(15_000);
      await setPin(page);
      await toSellScreen(page);
      await press(page, '1', 'Enter', 'Enter');
      const slip = page.locator('[data-ticket-number]').first();
      own = (await slip.getAttribute('data-ticket-number')) ?? '';
    });
    test.afterAll(() => hosted.end());

    test('[TKT2] an own ticket scanned on any screen is looked up, and no key of it counts', async () => {
      test.setTimeout(300_000);
      for (const [name, screen] of Object.entries(screens)) {
        await test.step(name, async () => {
          await goTo(page, screen);
          if (name.startsWith('the lock')) {
            await scan(page, own);
            await expect(alert(page)).toHaveText(isLocked);
            await expect(field(page, 'PIN')).toHaveValue('');
            return;
          }
          await scan(page, own);
          await expect(foundTicket(page)).toBeVisible();
          await expect(field(page, 'Ticket number')).toHaveValue(own);
          await leave(page, screen);
        });
      }
    });

    test('[MNY1] a scan that breaks off leaves every field and the basket as they were', async () => {
      test.setTimeout(300_000);
      for (const [name, screen] of Object.entries(screens)) {
        await test.step(name, async () => {
          await goTo(page, screen);
          const before = await entered(page);
          // A password manager may leave the Enter to the person.
          const isPassword =
            (await page.locator('input[autocomplete="current-password"]:visible').count()) > 0;
          if (!isPassword) {
            await scan(page, '1122334455', { end: null });
            await expect(alert(page)).toHaveText(brokeOff);
            expect(await entered(page)).toEqual(before);
          }
          await leave(page, screen);
        });
      }
    });

    test('two scans one right after the other are both carried out', async () => {
      await toSellScreen(page);
      await scan(page, ['SG-001-017', 'SG-001-018']);
      await rows('Scratch Gold', 'Scratch Gold')(page, hosted.prints);
      // A customer who takes one more while paying.
      await press(page, 'Enter');
      await paying(page, hosted.prints);
      await scan(page, 'SG-001-019');
      await rows('Scratch Gold', 'Scratch Gold', 'Scratch Gold')(page, hosted.prints);
      await scan(page, ['4006381333931', own]);
      await expect(foundTicket(page)).toBeVisible();
      await expect(field(page, 'Ticket number')).toHaveValue(own);
    });

    test('a scanner that ends with Tab, or stutters, is understood', async () => {
      await toSellScreen(page);
      await scan(page, own, { end: 'Tab' });
      await expect(foundTicket(page)).toBeVisible();
      await toSellScreen(page);
      await press(page, '1', 'Enter');
      await scan(page, own, { everyMs: 30 });
      await expect(foundTicket(page)).toBeVisible();
      await press(page, 'Escape', 'Escape');
      await expect(field(page, 'Amount given')).toHaveValue('');
    });

    test('a scanner is tried out, set and understood from then on', async () => {
      await goTo(page, must(trial, 'screen of the scanner'));
      const side = page.getByRole('region', { name: 'Try it out' });
      await expect(side).toContainText('Scan any ticket or batch.');
      await scan(page, `<${own}`, { everyMs: 50 });
      await expect(side).toContainText('Nothing that this till knows');
      await expect(side).toContainText('The scanner pauses longer than is set.');
      await press(page, 'F2');
      await expect(side).toContainText('If it has signs too many, enter them above.');
      await press(page, '<');
      await expect(side).toContainText('The scanner fits these settings.');
      await press(page, 'Enter');
      await expect(page.getByText('Saved on this till.')).toBeVisible();
      await scan(page, '11223344', { end: null });
      await expect(side).toContainText('The scan did not end with Enter or Tab.');
      await expect(field(page, 'Sent before the code')).toHaveValue('<');
      await toSellScreen(page);
      await scan(page, `<${own}`, { everyMs: 50 });
      await expect(foundTicket(page)).toBeVisible();
      await expect(field(page, 'Ticket number')).toHaveValue(own);
      await toSellScreen(page);
      await press(page, 'F10', '4', 'F3', 'Backspace', 'F2', 'F2', 'Enter');
      await expect(page.getByText('Saved on this till.')).toBeVisible();
    });

    test('what a person types is no scan, however long it is', async () => {
      await toSellScreen(page);
      await press(page, 'F8', ...own.slice(0, 7));
      await expect(field(page, 'Ticket number')).toHaveValue(own.slice(0, 7));
      await toSellScreen(page);
      await press(page, '1', 'Enter', ...'123456', 'Enter');
      await expect(alert(page)).toContainText('far more than the total');
      await expect(field(page, 'Amount given')).toHaveValue('123456');
    });

    test('[SEC4] a scan is no attempt at a PIN, and a password manager is no scanner', async () => {
      await toSellScreen(page);
      await press(page, 'F1', '2', '5');
      await locked(page, hosted.prints);
      for (let times = 0; times < 11; times++) await scan(page, '4006381333931');
      await expect(alert(page)).toHaveText(isLocked);
      await expect(field(page, 'PIN')).toHaveValue('25');
      await press(page, 'F2');
      await scan(page, own);
      await expect(field(page, 'Password')).toHaveValue('');
      await scan(page, 'demo-1234');
      await selling(page, hosted.prints);
      await emptyBasket(page, hosted.prints);
    });
  });
}
