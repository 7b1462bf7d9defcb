import { expect } from '@playwright/test';
import type { TestServer } from './fixtures/server.ts';
import { expectAllSent, inCentral, only, test } from './fixtures/stage.ts';
import { TillPage } from './fixtures/till-page.ts';

const slips = (till: TillPage) => till.page.getByRole('article', { name: /^Ticket / });

/** Of the only till, in the order of its journal. */
const journalOf = (server: TestServer) =>
  inCentral(server, ({ all, entries }) => {
    const device = only(all('pos_devices').filter(({ epoch }) => epoch === 1));
    return entries(device.store_id)
      .map(({ entry }) => entry)
      .filter(({ device_id }) => device_id === device._id);
  });

test('[SYN10] [JRN3] [SYN7] a full disk refuses a sale, also after a reload that sends what is unsent; with room the same sale works', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  const server = await stage.server();
  const { till } = await stage.till(server);
  const { page } = till;
  await till.sell('1');
  await expectAllSent(till);
  await server.stop();
  await expect(till.connection).toContainText('Offline', { timeout: 30_000 });

  const storage = await page.context().newCDPSession(page);
  await storage.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 });
  const full = page.getByText(/^The disk of this till is full: nothing can be sold/);
  const refusal = page.getByRole('alert').filter({ hasText: /\S/ });
  const nextSale = page.getByRole('button', { name: 'Next sale' });
  // Chromium allots room for half a minute ahead: until then sales go on.
  let sold = 0;
  const sellOnce = async () => {
    for (const key of ['1', 'Enter', 'Enter']) await page.keyboard.press(key);
    await expect(nextSale.or(refusal)).toBeVisible();
    if (await refusal.isVisible()) return 'refused';
    sold += 1;
    return 'sold';
  };
  const expectRefused = async () => {
    await expect(refusal).toHaveText(
      'Not saved: the disk of this till is full. Free some space, then try again.',
    );
    await expect(slips(till)).toHaveCount(0);
    await expect(nextSale).toBeHidden();
    await expect(full).toBeVisible();
  };
  await expect.poll(sellOnce, { intervals: [3_000], timeout: 60_000 }).toBe('refused');
  await expectRefused();
  await expect(till.connection).toContainText(`${sold} unsent`);
  // The same again: still refused, still nothing shown as sold.
  await page.keyboard.press('Enter');
  await expectRefused();

  // A start writes as well. What is unsent goes all the same.
  await server.start();
  await page.reload();
  await expectAllSent(till);
  expect(inCentral(server, ({ all }) => all('tickets'))).toHaveLength(1 + sold);
  await expect(full).toBeVisible();
  await server.stop();
  await expect(till.connection).toContainText('Offline', { timeout: 30_000 });

  // Space again: the basket is still there and is sold by the same key.
  for (const key of ['Enter', 'Enter']) await page.keyboard.press(key);
  await expectRefused();
  await storage.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  await expect
    .poll(async () => {
      await page.keyboard.press('Enter');
      return slips(till).count();
    })
    .toBeGreaterThan(0);
  await expect(full).toBeHidden();
  await expect(till.connection).toContainText('1 unsent');
  await server.start();
  await expectAllSent(till);
  const journal = journalOf(server);
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
  for (const [index, entry] of journal.entries()) {
    if (index > 0) expect(entry.prev_hash).toBe(journal[index - 1]?.hash);
  }
  expect(journal.filter(({ kind }) => kind === 'sale.completed')).toHaveLength(2 + sold);
  expect(inCentral(server, ({ all }) => all('tickets'))).toHaveLength(2 + sold);
});

test('[SYN10] [JRN3] a second window of the register is refused politely and takes over when the first closes', async ({
  stage,
}) => {
  const server = await stage.server();
  const { machine, till } = await stage.till(server);
  await till.sell('1');
  const second = new TillPage(await machine.context.newPage());
  await second.page.goto(server.url);
  await expect(
    second.page.getByRole('heading', { name: 'The till is open in another window' }),
  ).toBeVisible();
  await expect(second.page.getByText('Close this window and go on in the other one.')).toBeVisible();
  await expect(second.page.getByLabel('User name')).toBeHidden();
  await second.page.getByRole('button', { name: 'Try again' }).click();
  await expect(
    second.page.getByRole('heading', { name: 'The till is open in another window' }),
  ).toBeVisible();
  await till.page.bringToFront();
  await till.sell('1');

  await till.page.close();
  await second.signIn('cashier');
  await expect(second.games).toBeVisible();
  await second.sell('2');
  await expectAllSent(second);
  const journal = journalOf(server);
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
  expect(inCentral(server, ({ all }) => all('tickets'))).toHaveLength(3);
});
