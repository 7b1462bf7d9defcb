import { expect, type Page } from '@playwright/test';
import { clockAt, expectAllSent, inCentral, only, test } from './fixtures/stage.ts';
import { answerToClose, putZAway, type TillPage } from './fixtures/till-page.ts';

const password = 'demo-1234';
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 60 });

async function setPin(till: TillPage, pin: string): Promise<void> {
  const { page } = till;
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: /PIN/ }).click();
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('New PIN, 4 to 8 digits').fill(pin);
  await page.getByLabel('The same again').fill(pin);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your PIN is set at this till.')).toBeVisible();
  await page.keyboard.press('Escape');
}

/** From the shift's panel, to be found by its key and heading. */
async function openShiftItem(page: Page, key: string, heading: string): Promise<void> {
  await page.keyboard.press('F9');
  await expect(page.getByRole('heading', { name: 'Shift', exact: true })).toBeVisible();
  await page.keyboard.press(key);
  await expect(page.getByRole('heading', { name: heading })).toBeVisible();
}

async function unlock(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('group', { name: 'Who' }).getByRole('button', { name }).click();
  await type(page, pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeHidden();
}

test('[SFT1] [SFT2] [SEC3] [SEC5] cash moves, no-sale, X, held basket, lock, handover, training and Z, all without the server', async ({
  stage,
}) => {
  test.setTimeout(180_000);
  const server = await stage.server({ clockOffsetMs: clockAt('2027-03-08T15:00:00Z') });
  const machine = stage.machine();
  let till = await machine.open(server.url);
  await till.page.setViewportSize({ width: 1024, height: 768 });
  till.page.setDefaultTimeout(15_000);
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('cashier');
  await till.openShift('100');
  await setPin(till, '4711');
  // The manager steps up once, to have a PIN here too.
  await till.page.keyboard.press('F1');
  await expect(till.page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await till.page.keyboard.press('F2');
  await till.page.getByLabel('User name').fill('manager');
  await till.page.getByLabel('Password').fill(password);
  await till.page.keyboard.press('Enter');
  await expect(till.games).toBeVisible();
  await setPin(till, '2580');
  await expectAllSent(till);
  await server.stop();
  await expect(till.connection).toContainText('Offline since', { timeout: 30_000 });
  let { page } = till;
  const message = page.getByRole('status', { name: 'Message' });

  // The cashier takes the till over; the manager's basket is held under the manager's name.
  await page.keyboard.press('1');
  await page.keyboard.press('F1');
  await expect(page.getByRole('region', { name: 'Basket' })).toBeHidden();
  await unlock(page, 'Demo Cashier', '4711');
  await expect(message).toHaveText('The basket of Demo Manager is held as no. 1 (F5).');

  // 100.00 + 50.00 in − 8.00 out − 40.00 dropped, and a Daily 3.
  await openShiftItem(page, '1', 'Cash in');
  await type(page, '50');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Enter why the cash is put in or taken out.');
  await page.getByRole('button', { name: 'Change from the bank' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Cash in' })).toContainText('$50.00');
  await page.keyboard.press('Enter');
  await openShiftItem(page, '2', 'Cash out');
  await type(page, '8');
  await page.getByLabel('Reason').fill('Window cleaner');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Cash out' })).toContainText('Window cleaner');
  await page.keyboard.press('Enter');
  await openShiftItem(page, '3', 'Safe drop');
  await type(page, '40');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Safe drop' })).toContainText('Second signature');
  await page.keyboard.press('Enter');
  await till.sell('1');
  await page.keyboard.press('Escape');

  // A no-sale is the manager's right, lent by PIN.
  await openShiftItem(page, '4', 'No sale');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('PIN', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(
    'You may not do this. A manager’s PIN lends you the right.',
  );
  await page.getByRole('button', { name: 'Demo Manager' }).click();
  await page.getByLabel('PIN', { exact: true }).fill('2580');
  await page.keyboard.press('Enter');
  await expect(message).toHaveText('Written down: the drawer opens.');

  // The cashier's X report is blind.
  await openShiftItem(page, '5', 'X report');
  await expect(page.getByText('it is counted blind')).toBeVisible();
  await expect(page.getByText('Expected cash')).toBeHidden();
  await page.keyboard.press('Enter');

  // Held with a name, still there after the machine was switched off, and resumed.
  await page.keyboard.press('2');
  await page.keyboard.press('F5');
  await page.getByLabel('Name, if you like').fill('Red coat');
  await page.keyboard.press('Enter');
  await expect(message).toHaveText('Held as no. 2 (Red coat).');
  await machine.kill();
  till = await machine.open(server.url);
  page = till.page;
  await page.setViewportSize({ width: 1024, height: 768 });
  page.setDefaultTimeout(15_000);
  await till.signIn('cashier');
  await page.keyboard.press('F5');
  const heldList = page.getByRole('list', { name: 'Held baskets' });
  await expect(heldList).toContainText('Demo Manager');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Basket' })).toContainText('Lucky 5+1');
  await page.keyboard.press('F7');

  // 100 + 50 − 48 + 1 = 103.00 are expected; 102.50 are counted and handed over.
  await openShiftItem(page, '6', 'Hand the shift over');
  await type(page, '102.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText('begins with $102.50')).toBeVisible();
  await type(page, '2580');
  await page.keyboard.press('Enter');
  const z = page.getByRole('heading', { name: /^Z report / });
  await expect(z).toBeVisible();
  await expect(page.getByText('There is $0.50 less than expected.')).toBeVisible();
  const firstZ = (await z.innerText()).replace('Z report ', '');
  await putZAway(page);
  await expect(page.getByRole('banner')).toContainText('Demo Manager');

  // Training: marked everywhere, and nothing of it counts.
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: /Training/ }).click();
  await expect(page.getByRole('note', { name: 'TRAINING — NOT A TICKET' })).toBeVisible();
  await till.openShift('20');
  await till.sell('1');
  await expect(page.getByRole('article').first()).toContainText('TRAINING — NOT A TICKET');
  await expect(page.getByRole('article').last()).toContainText('TRAINING — NOT A TICKET');
  await page.keyboard.press('F1');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await unlock(page, 'Demo Manager', '2580');
  await expect(page.getByRole('note', { name: 'TRAINING — NOT A TICKET' })).toBeHidden();

  // A held basket is discarded before the count; the Z report is even.
  await openShiftItem(page, '7', 'Close the shift');
  await type(page, '102.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Baskets are still held.');
  await page.keyboard.press('F7');
  await expect(page.getByRole('list', { name: 'Held baskets' })).toBeHidden();
  await page.keyboard.press('Enter');
  await answerToClose(page);
  await expect(page.getByText('The drawer is even.')).toBeVisible();
  const secondZ = (await z.innerText()).replace('Z report ', '');

  await server.start();
  await expectAllSent(till);
  const central = inCentral(server, ({ all }) => {
    const device = only(all('pos_devices').filter(({ name, epoch }) => name === 'Till 1' && epoch === 1));
    return {
      shifts: all('shifts')
        .filter(({ device_id }) => device_id === device._id)
        .sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1)),
      open: device.open_shift_id,
      tickets: all('tickets').length,
      actions: all('audit_logs').map(({ action }) => action),
      trouble: [...all('quarantine'), ...all('exceptions')],
    };
  });
  expect(central.shifts).toMatchObject([
    {
      status: 'closed',
      cash_in: 5_000,
      cash_out: 4_800,
      safe_drops: 4_000,
      no_sales: 1,
      expected_cash: 10_300,
      counted_cash: 10_250,
      difference: -50,
      z_number: firstZ,
    },
    { status: 'closed', opening_float: 10_250, difference: 0, z_number: secondZ },
  ]);
  expect(central.open).toBeNull();
  expect(central.tickets).toBe(1);
  expect(central.actions).toEqual(
    expect.arrayContaining(['shift.cash_moved', 'shift.no_sale', 'shift.handed_over', 'user.signed_in']),
  );
  expect(central.trouble).toEqual([]);
});
