import { expect } from '@playwright/test';
import { clockAt, expectAllSent, inCentral, only, test } from './fixtures/stage.ts';
import { findTicket, giveBack, leaveTicket, papersOf } from './fixtures/ticket-desk.ts';
import { answerToClose, putZAway } from './fixtures/till-page.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

test('[SFT1] [SFT2] [TKT4] [MNY3] [STK2] a whole shift without the server agrees with the central database to the cent', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  // A morning, hours before any cut-off.
  const server = await stage.server({ clockOffsetMs: clockAt('2027-03-08T15:00:00Z') });
  const other = await stage.till(server, { code: 'DEMO-TILL-0002' });
  await other.till.sell('1');
  const foreign = only(await papersOf(other.till));
  await expectAllSent(other.till);

  const machine = stage.machine();
  const till = await machine.open(server.url);
  const { page } = till;
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('manager');
  await expectAllSent(till);
  await server.stop();
  await expect(till.connection).toContainText('Offline since', { timeout: 30_000 });

  await till.openShift('150');
  // A batch for this till only, of which five go back to the store.
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Stock' }).click();
  await page.keyboard.press('F2');
  await page.getByRole('group', { name: 'Game' }).getByRole('button', { name: 'Scratch Gold' }).click();
  await page.getByLabel('Batch number').fill('SHIFT-1');
  await page.getByLabel('Tickets', { exact: true }).fill('20');
  await page.getByRole('button', { name: 'Only this till' }).click();
  await page.keyboard.press('Enter');
  const message = page.getByRole('status', { name: 'Message' });
  await expect(message).toHaveText('Batch SHIFT-1 is received: 20 tickets.');
  await page.getByRole('button', { name: 'SHIFT-1' }).click();
  await page.keyboard.press('F4');
  await page.getByRole('textbox', { name: 'Tickets' }).fill('5');
  await page.getByLabel('Reason').fill('Till 2 runs low');
  await page.keyboard.press('Enter');
  await expect(message).toHaveText('5 tickets given back to the store’s pool.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // Cash: three Daily 3 and a Mega, paid with a twenty.
  await page.keyboard.type('3*1', { delay: 60 });
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await page.keyboard.type('20', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Receipt' }).getByLabel('Change', { exact: true }),
  ).toHaveText('$14.00');
  const papers = await papersOf(till);
  expect(papers).toHaveLength(4);
  // Card: two Lucky.
  await page.keyboard.type('2*2', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('F3');
  await page.getByLabel('Card reference').pressSequentially('CARD 77', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText('CARD 77');
  // Cash with tax: two Scratch Gold at 5.00 and 6.25 %.
  await page.keyboard.type('2*5', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText('$10.62');

  // Another till's ticket is not cancelled offline.
  await findTicket(till, foreign.number);
  await expect(page.getByRole('region', { name: 'Ticket' })).toContainText('Daily 3');
  await expect(page.getByRole('button', { name: 'Cancel ticket' })).toBeDisabled();
  await expect(page.getByText(/sold it/).first()).toBeVisible();
  await leaveTicket(till);
  // An own one is, against the code on its paper and no other.
  const [daily, another] = papers;
  if (!daily || !another) throw new Error('no slips');
  await findTicket(till, daily.number);
  await expect(page.getByText('Cancel: possible now')).toBeVisible();
  await giveBack(page, another.securityCode);
  await expect(page.getByRole('alert')).toHaveText(
    'That is not the code of this ticket. Read it from the paper again.',
  );
  await giveBack(page, daily.securityCode);
  await expect(page.getByLabel('Give back', { exact: true })).toHaveText('$1.00');
  await leaveTicket(till);

  // 150.00 + 6.00 + 10.62 − 1.00 = 165.62 are expected; 165.00 are counted, blind.
  await page.keyboard.press('F9');
  await page.keyboard.press('7');
  await expect(page.getByText('Count the cash in the drawer without looking anything up.')).toBeVisible();
  await expect(page.getByText('165.62')).toBeHidden();
  await page.getByLabel('Counted cash').fill('165');
  await page.keyboard.press('Enter');
  await answerToClose(page);
  const title = page.getByRole('heading', { name: /^Z report / });
  await expect(title).toBeVisible();
  await expect(page.getByRole('status', { name: 'Difference' })).toHaveText(
    'There is $0.62 less than expected.',
  );
  const firstZ = (await title.innerText()).replace('Z report ', '');
  await putZAway(page);
  // Nothing is sold without a shift; the next one has the next number.
  await expect(till.games).toBeHidden();
  await till.openShift('165');
  await page.keyboard.press('F9');
  await page.keyboard.press('7');
  await page.getByLabel('Counted cash').fill('165');
  await page.keyboard.press('Enter');
  await answerToClose(page);
  await expect(title).toBeVisible();
  const secondZ = (await title.innerText()).replace('Z report ', '');
  await expect(page.getByRole('status', { name: 'Difference' })).toHaveText('The drawer is even.');
  const numberOf = (z: string) => Number(z.split('-').at(-1));
  expect(numberOf(secondZ)).toBe(numberOf(firstZ) + 1);

  await server.start();
  await expectAllSent(till);
  const central = inCentral(server, ({ all }) => {
    const device = only(all('pos_devices').filter(({ name, epoch }) => name === 'Till 1' && epoch === 1));
    const here = ({ device_id }: { device_id: string }) => device_id === device._id;
    return {
      shifts: all('shifts')
        .filter(here)
        .sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1)),
      totals: all('day_totals').filter(here),
      sales: all('sales').filter(here),
      batch: only(all('inventory').filter(({ batch_number }) => batch_number === 'SHIFT-1')),
      batches: all('inventory').filter(({ store_id }) => store_id === device.store_id),
      cancelled: all('tickets').filter(({ status }) => status === 'cancelled'),
      trouble: [...all('quarantine'), ...all('exceptions')],
    };
  });
  const released = inCentral(server, ({ entries }) =>
    entries(central.batch.store_id).flatMap(({ entry, outcome }) =>
      entry.kind === 'stock.released' && outcome === 'posted' ? [entry.body] : [],
    ),
  ).map(({ quantity, reason }) => ({ quantity, reason }));
  expect(central.shifts).toHaveLength(2);
  expect(central.shifts[0]).toMatchObject({
    status: 'closed',
    opening_float: 15_000,
    cash_sales: 1_662,
    card_sales: 400,
    cash_refunds: 100,
    card_refunds: 0,
    tickets_sold: 8,
    tickets_cancelled: 1,
    expected_cash: 16_562,
    counted_cash: 16_500,
    difference: -62,
    z_number: firstZ,
  });
  expect(central.shifts[1]).toMatchObject({ expected_cash: 16_500, difference: 0, z_number: secondZ });
  expect(sum(central.totals.map(({ sales_amount }) => sales_amount))).toBe(1_662 + 400);
  expect(sum(central.totals.map(({ reversals_amount }) => reversals_amount))).toBe(100);
  expect(sum(central.totals.map(({ sales_count }) => sales_count))).toBe(8);
  expect(sum(central.totals.map(({ tax }) => tax))).toBe(62);
  expect(sum(central.sales.map(({ total_amount }) => total_amount))).toBe(1_662 + 400 - 100);
  // The two of Scratch Gold may come out of either batch; the five that were given back are the store's again.
  expect(sum(central.batches.map(({ sold }) => sold))).toBe(2);
  for (const { total_stock, sold, returned, damaged, remaining_stock } of central.batches) {
    expect(sold + returned + damaged + remaining_stock).toBe(total_stock);
  }
  expect(central.batch).toMatchObject({ total_stock: 20, returned: 0, damaged: 0 });
  expect(released).toEqual([{ quantity: 5, reason: 'Till 2 runs low' }]);
  expect(only(central.cancelled).ticket_number.replaceAll('-', '')).toBe(daily.number.replaceAll('-', ''));
  expect(central.trouble).toEqual([]);
});
