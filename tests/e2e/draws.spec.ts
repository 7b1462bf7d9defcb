import { expect } from '@playwright/test';
import { passMinutes, withPassingTime } from './fixtures/page-time.ts';
import type { TestServer } from './fixtures/server.ts';
import { clockAt, expectAllSent, inCentral, only, type Stage, test } from './fixtures/stage.ts';
import { findTicket, giveBack, leaveTicket, papersOf } from './fixtures/ticket-desk.ts';
import { afterBounce } from './fixtures/till-page.ts';

/** Daily 3 at midday in Chicago: sales end at 12:30, offline at 12:25; the server closes at 12:35, the draw is at 12:40. */
const midday = {
  morning: '2027-03-08T14:00:00Z',
  halfPastElevenAtTheTill: '2027-03-08T17:30:00Z',
  draw: '2027-03-08T18:40:00.000Z',
  evening: '2027-03-09T03:22:00.000Z',
  afterTheClose: '2027-03-08T18:36:00Z',
};

async function tillAt(stage: Stage, instant: string) {
  const server = await stage.server({ clockOffsetMs: clockAt(instant) });
  const machine = stage.machine();
  const till = await machine.open(server.url, withPassingTime);
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('cashier');
  await till.openShift('100');
  return { server, machine, till };
}

const drawsOf = (server: TestServer) =>
  inCentral(server, ({ all }) => {
    const store = only(all('stores').filter(({ code }) => code === 'NY1'))._id;
    const daily = only(all('lotteries').filter(({ code }) => code === 'DAILY'))._id;
    return all('store_draws').filter(
      ({ store_id, lottery_id }) => store_id === store && lottery_id === daily,
    );
  });

test('[DRW1] [DRW2] [DRW4] what was sold before an outage’s cut-off and arrives after the close is late and refunded once', async ({
  stage,
}) => {
  const { server, machine, till } = await tillAt(stage, midday.halfPastElevenAtTheTill);
  const { page } = till;
  await till.sell('1');
  const inTime = only(await papersOf(till));
  await expectAllSent(till);
  await server.stop();
  await expect(till.connection).toContainText('Offline since', { timeout: 30_000 });
  await till.sell('1');
  const late = only(await papersOf(till));

  // Five minutes before the cut-off a cut-off till stops, and offers the next draw (12:25 in Chicago).
  await passMinutes(page, 50);
  await page.keyboard.press('1');
  await expect(
    page.getByRole('region', { name: 'Basket' }).getByRole('button', { name: /Daily 3/ }),
  ).toBeVisible();
  await passMinutes(page, 6);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Without the server this draw closes 5 minutes early.');
  await expect(page.getByRole('region', { name: 'Payment' })).toBeHidden();
  await page.keyboard.press('F7');
  // After the cut-off the evening's draw is on sale.
  await passMinutes(page, 6);
  await till.sell('1');
  const evening = only(await papersOf(till));

  // The server is back, closes the draw, and only then hears of the tickets.
  await machine.context.setOffline(true);
  await server.start(clockAt(midday.afterTheClose));
  await expect
    .poll(() => drawsOf(server).find(({ draw_date }) => draw_date === midday.draw)?.status, {
      timeout: 30_000,
    })
    .toBe('closed');
  await machine.context.setOffline(false);
  await expectAllSent(till);
  const ticketOf = (number: string) =>
    inCentral(server, ({ all }) =>
      only(all('tickets').filter(({ ticket_number }) => ticket_number === number)),
    );
  expect(ticketOf(inTime.number)).toMatchObject({ draw_date: midday.draw, late_at: null, status: 'sold' });
  expect(ticketOf(late.number)).toMatchObject({
    draw_date: midday.draw,
    late_at: expect.any(String),
    status: 'sold',
  });
  expect(ticketOf(evening.number)).toMatchObject({ draw_date: midday.evening, late_at: null });
  const drawOf = (draw: string) => only(drawsOf(server).filter(({ draw_date }) => draw_date === draw));
  expect(drawOf(midday.draw)).toMatchObject({
    status: 'closed',
    tickets: 1,
    amount: 100,
    late_tickets: 1,
    late_amount: 100,
  });
  expect(drawOf(midday.evening)).toMatchObject({ status: 'open', tickets: 1, late_tickets: 0 });

  // Neither refundable nor to be cancelled: what takes part. Refundable: what came late.
  await findTicket(till, inTime.number);
  await expect(page.getByRole('region', { name: 'Ticket' })).toContainText('Daily 3');
  await expect(page.getByRole('button', { name: 'Cancel ticket' })).toBeDisabled();
  await leaveTicket(till);
  await findTicket(till, late.number);
  await expect(page.getByText('Too late for its draw: takes no part, refundable')).toBeVisible();
  await expect(page.getByText('Refund: this late ticket is paid back to the bearer')).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByRole('heading', { name: 'Refund this late ticket' })).toBeVisible();
  await giveBack(page, late.securityCode, 'Too late for its draw');
  await expect(page.getByLabel('Give back', { exact: true })).toHaveText('$1.00');
  await leaveTicket(till);
  // Once.
  await findTicket(till, late.number);
  await expect(page.getByRole('region', { name: 'Ticket' })).toContainText('Cancelled');
  await expect(page.getByRole('button', { name: 'Cancel ticket' })).toBeDisabled();
  await expectAllSent(till);
  expect(ticketOf(late.number)).toMatchObject({ status: 'cancelled', late_at: expect.any(String) });
  const { refunds, taken, trouble } = inCentral(server, ({ all }) => ({
    refunds: all('sales').filter(({ reverses }) => reverses !== null),
    taken: all('sales').reduce((sum, { total_amount }) => sum + total_amount, 0),
    trouble: all('quarantine'),
  }));
  expect(only(refunds)).toMatchObject({ ticket_id: ticketOf(late.number)._id, total_amount: -100 });
  expect(taken).toBe(200);
  expect(trouble).toEqual([]);
  expect(drawOf(midday.draw)).toMatchObject({ tickets: 1, amount: 100 });
});

test('[DRW4] a cut-off till stops at the lottery’s hours and at its tickets, each with a sentence, and sells again online', async ({
  stage,
}) => {
  const { server, till } = await tillAt(stage, midday.morning);
  const { page } = till;
  const refusal = page.getByRole('alert');
  await server.stop();
  await expect(till.connection).toContainText('Offline since', { timeout: 30_000 });

  // 500 tickets of Daily 3 and no more.
  await page.keyboard.press('/');
  await expect(page.getByLabel('Scan or type a ticket, a code, a command')).toBeFocused();
  await page.keyboard.type('499*1', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Basket' }).getByLabel('Total')).toHaveText('$499.00');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(refusal).toContainText('This is a large sale of $499.00.');
  // Pressed twice, the same Enter does not say yes.
  await page.keyboard.press('Enter');
  await expect(refusal).toContainText('This is a large sale of $499.00.');
  await afterBounce(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Next sale' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Daily 3' })).toContainText('1 left offline');
  await page.keyboard.type('2*1', { delay: 60 });
  await expect(refusal).toHaveText(
    'Only 1 more ticket of this game may be sold without the server. Sell fewer, or connect the till.',
  );
  await till.sell('1');
  await page.keyboard.press('1');
  await expect(refusal).toHaveText(
    'No more tickets of this game may be sold without the server. Connect the till to go on.',
  );
  // Other games go on, until their own hours have passed: Mega 6/49 for 48, Lucky 5+1 for 72.
  await till.sell('3');
  await passMinutes(page, 48 * 60 + 1);
  await page.keyboard.press('3');
  await expect(refusal).toHaveText(
    'This game may be sold for 48 hours without the server, which have passed. Connect the till to go on.',
  );
  await till.sell('2');
  await passMinutes(page, 24 * 60);
  await page.keyboard.press('2');
  await expect(refusal).toContainText('72 hours without the server');
  // An instant game has no bound in hours.
  await expect(page.getByRole('region', { name: 'Basket' }).getByLabel('Total')).toHaveText('$0.00');

  await server.start(clockAt('2027-03-11T14:03:00Z'));
  await expectAllSent(till);
  await till.sell('3');
  await till.sell('1');
  await expectAllSent(till);
  expect(inCentral(server, ({ all }) => all('tickets').length)).toBe(504);
  expect(inCentral(server, ({ all }) => all('quarantine'))).toEqual([]);
});
