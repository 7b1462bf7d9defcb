import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { SaleCompleted } from '../../shared/journal/bodies/sale.ts';
import type { TestServer } from './fixtures/server.ts';
import { expectAllSent, inCentral, only, test } from './fixtures/stage.ts';
import type { TillPage } from './fixtures/till-page.ts';

const central = (server: TestServer) =>
  inCentral(server, ({ all, entries }) => {
    const tickets = all('tickets');
    const stream = only(all('stores').filter(({ code }) => code === 'NY1'))._id;
    const sales = entries(stream).flatMap(({ entry }) =>
      entry.kind === 'sale.completed' ? [entry.body as SaleCompleted] : [],
    );
    return { tickets, sales };
  });

const nextSale = (page: Page) => page.getByRole('button', { name: 'Next sale' });
const payment = (page: Page) => page.getByRole('region', { name: 'Payment' });
const slips = (page: Page) => page.getByRole('article', { name: /^Ticket / });
const total = (page: Page) => page.getByRole('region', { name: 'Basket' }).getByLabel('Total');
const rows = (page: Page) =>
  page.getByRole('region', { name: 'Basket' }).getByRole('listitem').filter({ hasText: /\S/ });

test('[JRN2] [MNY1] one ticket for exact cash takes three keys, and the key that starts the next sale is carried out', async ({
  stage,
}) => {
  const server = await stage.server();
  const { till } = await stage.till(server);
  const { page } = till;

  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(slips(page)).toHaveCount(1);
  await expectAllSent(till);
  const first = central(server);
  expect(first.tickets).toHaveLength(1);
  expect(only(first.sales).payment).toMatchObject({
    method: 'cash',
    tendered: 100,
    change: 0,
    reference: null,
  });

  // The key that starts the next sale: `2` puts the receipt away and is in the basket.
  await page.keyboard.press('2');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Lucky 5+1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(nextSale(page)).toBeVisible();

  // Three of game 1; a key held down counts once.
  await page.keyboard.type('3*1', { delay: 60 });
  await expect(rows(page)).toContainText('3 × Daily 3');
  await expect(total(page)).toHaveText('$3.00');
  await page.keyboard.down('4');
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('4');
  await page.keyboard.up('4');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(1).getByRole('button').first()).toHaveAccessibleName(/^Raffle 100 /);

  // A held Enter opens the payment panel and does not pay.
  await page.keyboard.down('Enter');
  await expect(payment(page)).toBeVisible();
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(payment(page)).toBeVisible();
  expect(central(server).sales).toHaveLength(2);

  // Cash with change: 13.625 + 3.00 is paid with a twenty.
  await page.keyboard.type('20', { delay: 60 });
  const change = payment(page).getByLabel('Change', { exact: true });
  await expect(change).toHaveText('$6.37');
  await page.keyboard.press('Enter');
  await expect(nextSale(page)).toBeVisible();
  await expect(page.getByLabel('Change', { exact: true })).toHaveText('$6.37');
  await expect(slips(page)).toHaveCount(4);
  await expectAllSent(till);
  const { sales } = central(server);
  expect(sales).toHaveLength(3);
  for (const { payment, totals, lines } of sales) {
    expect(payment.tendered - payment.change).toBe(totals.total);
    expect(lines.reduce((sum, line) => sum + line.total, 0)).toBe(totals.total);
    expect(totals.price + totals.tax).toBe(totals.total);
  }
  expect(sales[2]?.payment).toMatchObject({ tendered: 2_000, change: 637 });
});

test('[MNY1] Enter pressed twice never sells twice; a card sale carries its reference and is refused without one', async ({
  stage,
}) => {
  const server = await stage.server();
  const { till } = await stage.till(server);
  const { page } = till;

  // Four at once: pay, take, and two bounces that neither sell again nor put the receipt away.
  await page.keyboard.press('1');
  const keys = await page.context().newCDPSession(page);
  await Promise.all(
    Array.from({ length: 4 }, () => [
      keys.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 13,
      }),
      keys.send('Input.dispatchKeyEvent', {
        type: 'keyUp',
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 13,
      }),
    ]).flat(),
  );
  await expect(nextSale(page)).toBeVisible();
  await expect(slips(page)).toHaveCount(1);
  await expectAllSent(till);
  expect(central(server).sales).toHaveLength(1);

  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Enter the reference from the card terminal');
  await page.getByLabel('Card reference').pressSequentially('A 4711-99', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(nextSale(page)).toBeVisible();
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText('A 4711-99');
  await expectAllSent(till);
  const { sales, tickets } = central(server);
  expect(sales).toHaveLength(2);
  expect(sales[1]?.payment).toEqual({ method: 'card', tendered: 300, change: 0, reference: 'A 4711-99' });
  expect(tickets.map(({ payment_method }) => payment_method).sort()).toEqual(['card', 'cash']);
});

/** What each key of an action bar must lead to, and how one comes back from there. */
type Effects = Readonly<Record<string, (till: TillPage) => Promise<void>>>;

const sees =
  (text: string | RegExp) =>
  async ({ page }: TillPage) => {
    await expect(page.getByText(text).first()).toBeVisible();
  };
const backBy =
  (see: (till: TillPage) => Promise<void>, times = 1) =>
  async (till: TillPage) => {
    await see(till);
    for (let step = 0; step < times; step++) await till.page.keyboard.press('Escape');
    await expect(till.games).toBeVisible();
  };

const screens = {
  F8: 'Ticket number',
  F9: 'Count, then the next cashier goes on',
  F10: 'Unsent entries',
};
const elsewhere: Effects = Object.fromEntries(
  Object.entries(screens).map(([key, text]) => [key, backBy(sees(text))]),
);

const barKeys = (page: Page) =>
  page
    .getByRole('toolbar', { name: 'Actions' })
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-keyshortcuts')));

/** By the key and by the touch button, from the same start; the browser must not do its own thing with the key. */
async function pressEach(till: TillPage, begin: () => Promise<void>, effects: Effects): Promise<void> {
  const { page } = till;
  await begin();
  expect(await barKeys(page)).toEqual(Object.keys(effects));
  for (const [key, effect] of Object.entries(effects)) {
    await page.evaluate(() => {
      const watch = window as unknown as { swallowed: boolean | null };
      watch.swallowed = null;
      window.addEventListener('keydown', (event) => (watch.swallowed = event.defaultPrevented), {
        once: true,
      });
    });
    await page.keyboard.press(key);
    await effect(till);
    const swallowed = await page.evaluate(
      () => (window as unknown as { swallowed: boolean | null }).swallowed,
    );
    expect(swallowed, `the browser does nothing of its own with ${key}`).not.toBe(false);
    await begin();
    await page.getByRole('toolbar').locator(`[aria-keyshortcuts="${key}"]`).click();
    await effect(till);
    await begin();
  }
}

test('[JRN2] every key of the action bar does its work, and so does its touch button', async ({ stage }) => {
  const server = await stage.server();
  const { till } = await stage.till(server);
  const { page } = till;
  await page.evaluate(() => {
    (window as unknown as { printed: number }).printed = 0;
    window.print = () => {
      (window as unknown as { printed: number }).printed += 1;
      for (const name of ['beforeprint', 'afterprint']) window.dispatchEvent(new Event(name));
    };
  });

  const basketOfTwo = async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F7');
    await expect(rows(page)).toHaveCount(0);
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await expect(rows(page)).toHaveCount(2);
  };
  await pressEach(till, basketOfTwo, {
    Enter: backBy(({ page }) => expect(payment(page)).toBeVisible()),
    F2: backBy(sees('Quantity of Lucky 5+1')),
    F3: backBy(sees('Draws of Lucky 5+1')),
    F4: backBy(sees('Numbers for Lucky 5+1')),
    Backspace: async () => {
      await expect(rows(page)).toHaveCount(1);
      await expect(rows(page)).toContainText('Daily 3');
    },
    F5: backBy(sees('Name, if you like')),
    F7: async () => {
      await expect(page.getByRole('status', { name: 'Message' })).toHaveText(
        'The basket is empty again. Nothing was sold.',
      );
      await expect(rows(page)).toHaveCount(0);
    },
    ...elsewhere,
  });

  const paying = async () => {
    if (await payment(page).isVisible()) return;
    if ((await rows(page).count()) === 0) await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await expect(payment(page)).toBeVisible();
  };
  await page.keyboard.press('F7');
  let sold = 0;
  await pressEach(till, paying, {
    Enter: async () => {
      await expect(nextSale(page)).toBeVisible();
      sold += 1;
    },
    F2: () => expect(page.getByLabel('Amount given')).toBeFocused(),
    F3: () => expect(page.getByLabel('Card reference')).toBeFocused(),
    Escape: () => expect(rows(page)).toHaveCount(1),
  });

  const receipt = async () => {
    if (await nextSale(page).isVisible()) return;
    await paying();
    await page.keyboard.press('Enter');
    await expect(nextSale(page)).toBeVisible();
    sold += 1;
    // A bouncing Enter is not heard for a moment.
    await page.waitForFunction(
      (since) => performance.now() - since > 400,
      await page.evaluate(() => performance.now()),
    );
  };
  const emptyBasket = () => expect(page.getByText('Press a game’s number, or touch its tile.')).toBeVisible();
  let printed = 0;
  await page.keyboard.press('F2');
  await pressEach(till, receipt, {
    Enter: emptyBasket,
    F6: async () => {
      printed += 1;
      await expect
        .poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed))
        .toBe(printed);
      await expect(slips(page)).toHaveCount(1);
      // Printed once: a second time it did not come out.
      await expect(page.getByRole('button', { name: 'Did not come out' })).toBeVisible();
      await page.keyboard.press('Escape');
    },
    Escape: emptyBasket,
    ...elsewhere,
  });

  await expectAllSent(till);
  expect(central(server).tickets).toHaveLength(sold);
});

/** As a wedge scanner types: a key every 4 ms, Enter at the end. False where this busy computer delivered them later. */
async function scanOnce(page: Page, code: string): Promise<boolean> {
  await page.evaluate(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    window.addEventListener('keydown', () => heard.push(performance.now()), { capture: true });
  });
  const keys = await page.context().newCDPSession(page);
  const start = Date.now() / 1_000;
  const events = [...code, 'Enter'].flatMap((key, index) => {
    const text = key === 'Enter' ? '\r' : key;
    const windowsVirtualKeyCode = key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0);
    const at = start + index * 0.004;
    return [
      { type: 'keyDown' as const, key, text, windowsVirtualKeyCode, timestamp: at },
      { type: 'keyUp' as const, key, windowsVirtualKeyCode, timestamp: at + 0.002 },
    ];
  });
  await Promise.all(events.map((event) => keys.send('Input.dispatchKeyEvent', event)));
  await keys.detach();
  const heard = await page.evaluate(() => (window as unknown as { heard: number[] }).heard);
  return heard.every((at, index) => at - (heard[index - 1] ?? at) < 30);
}

/** Whatever the computer's pace, the scan is looked up and Enter does not pay; at a scanner's pace no key counts either. */
async function scan(till: TillPage, code: string): Promise<void> {
  const { page } = till;
  for (;;) {
    const atPace = await scanOnce(page, code);
    await expect(page.getByLabel('Ticket number')).toHaveValue(code);
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await page.keyboard.press('Escape');
    await expect(till.games).toBeVisible();
    if (atPace) return;
    if (!(await payment(page).isVisible())) await page.keyboard.press('F7');
  }
}

test('[TKT2] a scan that begins with any digit selects no game and pays nothing, also while the payment panel is open', async ({
  stage,
}) => {
  const server = await stage.server();
  const { till } = await stage.till(server);
  const { page } = till;
  for (let digit = 0; digit <= 9; digit++) {
    const code = `${digit}1234567890${digit}`;
    await scan(till, code);
    await expect(rows(page)).toHaveCount(0);
  }

  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  for (let digit = 0; digit <= 9; digit++) {
    await expect(page.getByLabel('Amount given')).toBeFocused();
    const code = `${digit}9876543210${digit}`;
    await scan(till, code);
    await expect(payment(page)).toBeVisible();
    await expect(page.getByLabel('Amount given')).toHaveValue('');
  }
  // With a reference half typed.
  await page.keyboard.press('F3');
  await page.getByLabel('Card reference').pressSequentially('R1', { delay: 60 });
  await scan(till, '1111111111');
  await expect(payment(page)).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const own = slips(page).locator('[data-ticket-number]');
  await expect(own).toHaveCount(1);
  // The own ticket's code, over the receipt.
  await scanOnce(page, (await own.getAttribute('data-ticket-number')) ?? '');
  await expect(page.getByRole('region', { name: 'Ticket' })).toContainText('Daily 3');
  await expect(page.getByText('Cancel: possible now')).toBeVisible();
  await expectAllSent(till);
  expect(central(server).tickets).toHaveLength(1);
});
