import { expect } from '@playwright/test';
import { emptyGame, withEmptyGame } from './fixtures/small-stock.ts';
import { expectAllSent, inCentral, only, test } from './fixtures/stage.ts';
import type { TillPage } from './fixtures/till-page.ts';

const left = async (till: TillPage): Promise<number> => {
  const words = await till.page.getByRole('button', { name: emptyGame }).innerText();
  return Number(/(\d+) left/.exec(words)?.[1] ?? 0);
};

test('[STK1] [STK2] two terminals, both offline, sell the ten tickets that are left and refuse the eleventh', async ({
  stage,
}) => {
  const server = await stage.server({ dataDir: await withEmptyGame() });
  const first = await stage.till(server, { user: 'manager' });
  const second = await stage.till(server, { code: 'DEMO-TILL-0002' });
  const tills = [first.till, second.till];

  // Nothing is on hand until the manager receives a batch of ten for all tills.
  await second.till.page.keyboard.press('1');
  await expect(second.till.page.getByRole('alert')).toContainText(/\S/);
  const { page } = first.till;
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Stock' }).click();
  await page.keyboard.press('F2');
  await page.getByRole('region', { name: 'Receive a batch' }).getByText(emptyGame).click();
  await page.getByLabel('Batch number').fill('ACE-1');
  await page.getByLabel('Tickets', { exact: true }).fill('10');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Message' })).toHaveText(
    'Batch ACE-1 is received: 10 tickets.',
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // The server shares it out.
  await expect
    .poll(async () => (await left(first.till)) + (await left(second.till)), { timeout: 30_000 })
    .toBe(10);
  expect(await left(second.till)).toBeGreaterThan(0);

  await server.stop();
  for (const till of tills) await expect(till.connection).toContainText('Offline since', { timeout: 30_000 });
  let sold = 0;
  for (const till of tills) {
    for (let available = await left(till); available > 0; available--) {
      await till.sell('1');
      sold += 1;
    }
  }
  expect(sold).toBe(10);
  for (const { page } of tills) {
    await page.keyboard.press('1');
    // What is wrong, and what to do.
    await expect(page.getByRole('alert')).toHaveText(
      /^No Aces tickets left at this till\. 5 are at Till [12]: sell there, or have them released\.$/,
    );
    await expect(page.getByRole('region', { name: 'Basket' }).getByLabel('Total')).toHaveText('$0.00');
  }

  await server.start();
  for (const till of tills) await expectAllSent(till);
  const { batch, tickets, exceptions } = inCentral(server, ({ all }) => {
    const batch = only(all('inventory').filter(({ batch_number }) => batch_number === 'ACE-1'));
    return {
      batch,
      tickets: all('tickets').filter(({ lottery_id }) => lottery_id === batch.lottery_id),
      exceptions: all('exceptions'),
    };
  });
  expect(batch).toMatchObject({
    total_stock: 10,
    sold: 10,
    remaining_stock: 0,
    returned: 0,
    damaged: 0,
    pool: [],
  });
  expect(batch.allotments).toHaveLength(2);
  for (const { granted, used } of batch.allotments) expect(used).toBe(granted);
  expect(new Set(tickets.map(({ ticket_number }) => ticket_number)).size).toBe(10);
  expect(new Set(tickets.map(({ device_info }) => device_info.device_id)).size).toBe(2);
  expect(tickets.every(({ oversold, status }) => !oversold && status === 'sold')).toBe(true);
  expect(exceptions).toEqual([]);
});
