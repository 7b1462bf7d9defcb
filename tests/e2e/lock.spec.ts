import { expect, type Page, test } from '@playwright/test';
import { type HostedTill, hosts, openHosted } from './fixtures/both-hosts.ts';
import { emptyBasket, field, locked, password, paying, receipt, rows } from './fixtures/keys/key-screen.ts';
import { press, setPin } from './fixtures/keys/screens.ts';
import { toSellScreen } from './fixtures/keys/to-sell-screen.ts';

const idleMinutes = 5;
const training = (page: Page) => page.getByRole('note', { name: 'TRAINING — NOT A TICKET' });
const message = (page: Page) => page.getByRole('status', { name: 'Message' });

async function unlock(page: Page, name: string, digits: string): Promise<void> {
  await page.getByRole('group', { name: 'Who' }).getByRole('button', { name }).click();
  await press(page, ...digits, 'Enter');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeHidden();
}

for (const host of hosts) {
  test.describe(`in the ${host}`, () => {
    let hosted: HostedTill;
    let page: Page;
    /** Minutes in which nobody touches the till. */
    const rest = async (minutes: number) => {
      await page.clock.runFor(minutes * 60_000);
    };
    test.beforeAll(async () => {
      hosted = await openHosted(host, 'manager');
      page = hosted.till.page;
      page.setDefaultTimeout(15_000);
      await setPin(page);
      // The cashier steps up once, to have a PIN here too.
      await press(page, 'F1', 'F2');
      await field(page, 'User name').fill('cashier');
      await field(page, 'Password').fill(password);
      await press(page, 'Enter');
      await expect(page.getByRole('banner')).toContainText('Demo Cashier');
      await press(page, 'F10', '5');
      await field(page, 'Password').fill(password);
      for (const label of ['New PIN, 4 to 8 digits', 'The same again']) await field(page, label).fill('4711');
      await press(page, 'Enter');
      await expect(message(page)).toHaveText('Your PIN is set at this till.');
      await press(page, 'F1');
      await unlock(page, 'Demo Manager', '2580');
      await page.clock.install();
      await page.clock.resume();
    });
    test.beforeEach(() => toSellScreen(page));
    test.afterAll(() => hosted.end());

    test('after idle minutes the till locks, and a key in between begins them anew', async () => {
      await press(page, '1');
      await rest(idleMinutes - 1);
      await press(page, 'ArrowUp');
      await rest(idleMinutes - 1);
      await rows('Daily 3')(page, hosted.prints);
      await rest(1);
      await locked(page, hosted.prints);
      // Nothing of the customer's is to be seen meanwhile.
      await expect(page.getByRole('region', { name: 'Basket' })).toBeHidden();
      await press(page, '2', '5', '8', '0', 'Enter');
      await rows('Daily 3')(page, hosted.prints);
    });

    test('[MNY1] during a payment too; unlocked, it goes on where it was', async () => {
      await press(page, '1', 'Enter', '2', '0');
      await rest(idleMinutes);
      await locked(page, hosted.prints);
      await press(page, '2', '5', '8', '0', 'Enter');
      await paying(page, hosted.prints);
      await expect(field(page, 'Amount given')).toHaveValue('20');
      await press(page, '0');
      await expect(field(page, 'Amount given')).toHaveValue('200');
      await press(page, 'Backspace', 'Enter');
      await receipt(page, hosted.prints);
      await expect(page.getByLabel('Change', { exact: true })).toHaveText('$19.00');
    });

    test('in training it ends the training, and the till is locked', async () => {
      await press(page, 'F10', '6', 'Enter');
      await expect(training(page)).toBeVisible();
      await hosted.till.openShift('20');
      await press(page, '1', 'Enter');
      await rest(idleMinutes);
      await locked(page, hosted.prints);
      await press(page, '2', '5', '8', '0', 'Enter');
      await expect(training(page)).toBeHidden();
      await emptyBasket(page, hosted.prints);
    });

    test('another cashier takes it over by PIN; the basket is held under the name of who left it', async () => {
      await press(page, '1', 'Enter');
      await rest(idleMinutes);
      await locked(page, hosted.prints);
      await unlock(page, 'Demo Cashier', '4711');
      await expect(page.getByRole('banner')).toContainText('Demo Cashier');
      await expect(message(page)).toHaveText('The basket of Demo Manager is held as no. 1 (F5).');
      await emptyBasket(page, hosted.prints);
      await press(page, 'F1');
      await unlock(page, 'Demo Manager', '2580');
      await press(page, 'F5', 'Enter');
      await rows('Daily 3')(page, hosted.prints);
    });
  });
}
