import { expect, type Page } from '@playwright/test';
import { Int32, Long, ObjectId } from 'mongodb';
import { browserPid } from '../provide/chromium.ts';
import { type CentralDatabase, mongoDatabase, sqliteDatabase } from './fixtures/central-database.ts';
import { demoStore, enteredSales, expectSold, expectSoundBooks } from './fixtures/expect-books.ts';
import { ownMongo } from './fixtures/own-mongo.ts';
import { game, type SeenSale, sellAndSee } from './fixtures/seen-sales.ts';
import type { TestServer } from './fixtures/server.ts';
import { expectAllSent, test } from './fixtures/stage.ts';
import type { Machine } from './fixtures/till-page.ts';

test.setTimeout(180_000);

/** Every game, one by one, several at once, and mixed. Six quick keys and an Enter would be a scan. */
const offlineBaskets: readonly (readonly string[])[] = [
  [game.daily],
  [game.lucky],
  [game.mega],
  [game.raffle],
  [game.scratch],
  ['3*1'],
  ['5*4'],
  ['4*5'],
  [game.raffle, game.scratch],
  [game.daily, game.lucky, game.mega],
  [game.raffle, game.raffle, game.mega],
  ['2*2', game.scratch],
];

async function cancel(page: Page, ticket: { readonly number: string; readonly securityCode: string }) {
  await page.keyboard.press('F8');
  await page.getByLabel('Ticket number').fill(ticket.number);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cancel: possible now')).toBeVisible();
  await page.keyboard.press('F4');
  await page.getByLabel('Security code').fill(ticket.securityCode);
  await page.getByRole('textbox', { name: 'Reason' }).fill('Customer changed mind');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The ticket is cancelled')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** The scenario, over either engine. `rounds`: how often the baskets are sold while the server is gone. */
async function sellThroughAnOutage(
  server: TestServer,
  machine: Machine,
  rounds: number,
): Promise<{ seen: SeenSale[]; cancelled: string }> {
  const seen: SeenSale[] = [];
  let till = await machine.open(server.url);
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('cashier');
  await till.openShift('100');
  // What the next start without a server needs.
  await till.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect(till.page.getByRole('button', { name: 'Raffle 100' })).toContainText('left');
  for (const keys of [[game.mega], [game.raffle], [game.scratch]])
    seen.push(await sellAndSee(till.page, ...keys));
  await expectAllSent(till);

  await server.stop();
  await expect(till.connection).toContainText('Offline');
  for (let round = 0; round < rounds; round++) {
    for (const keys of offlineBaskets) seen.push(await sellAndSee(till.page, ...keys));
  }
  const raffle = await sellAndSee(till.page, game.raffle);
  seen.push(raffle);
  const [ticket] = raffle.tickets;
  if (!ticket) throw new Error('no ticket was sold');
  await cancel(till.page, ticket);

  await till.page.reload();
  await expect(till.games).toBeVisible();
  await expect(till.connection).toContainText(`${rounds * offlineBaskets.length + 2} unsent`);
  for (const keys of [[game.mega], [game.raffle], [game.scratch], [game.lucky], ['2*4']]) {
    seen.push(await sellAndSee(till.page, ...keys));
  }

  await killInTheMiddleOfASale(machine, till.page);

  till = await machine.open(server.url);
  await till.signIn('cashier');
  await expect(till.games).toBeVisible();
  await expect(till.connection).toContainText('Offline');
  seen.push(await sellAndSee(till.page, game.raffle));

  await server.start();
  await expectAllSent(till);
  return { seen, cancelled: ticket.number };
}

/** The browser dies while the key press that sells is at work. */
async function killInTheMiddleOfASale(machine: Machine, page: Page): Promise<void> {
  const pid = browserPid(machine.profile);
  if (pid === undefined) throw new Error('no browser runs');
  await page.exposeFunction('dieNow', () => process.kill(pid, 'SIGKILL'));
  await page.keyboard.press(game.mega);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Payment' })).toBeVisible();
  await page.evaluate(() => {
    const { dieNow } = window as unknown as { dieNow: () => void };
    window.addEventListener('keydown', () => dieNow(), { capture: true });
  });
  await page.keyboard.press('Enter').catch(() => {});
  await machine.gone();
}

async function expectAllOfIt(
  central: CentralDatabase,
  { seen, cancelled }: { readonly seen: readonly SeenSale[]; readonly cancelled: string },
): Promise<void> {
  await expectSoundBooks(central);
  await expectSold(central, seen);

  // The sale that the browser died in is there whole, or not at all.
  const shown = new Set(seen.map(({ transaction }) => transaction));
  const others = (await enteredSales(central)).filter(({ body }) => !shown.has(body.transaction_id));
  expect(others.length).toBeLessThanOrEqual(1);
  const sixth = others[0]?.body.totals.total ?? 0;
  expect([0, 300]).toContain(sixth);

  const sales = await central.all('sales');
  const shownTotal = seen.reduce((sum, { total }) => sum + total, 0);
  const refunded = (await central.all('tickets')).find(({ ticket_number }) => ticket_number === cancelled);
  expect(refunded?.status).toBe('cancelled');
  const taken = sales.reduce((sum, sale) => sum + sale.total_amount, 0);
  expect(taken).toBe(shownTotal + sixth - (refunded?.total_amount ?? 0));
  const [shift] = await central.all('shifts');
  expect(shift?.status).toBe('open');
}

test('[JRN1][JRN2][JRN3][SYN1][SYN2][MNY1][MNY3][STK2] an outage, a reload and a killed browser lose and double nothing', async ({
  stage,
}) => {
  const server = await stage.server();
  const sold = await sellThroughAnOutage(server, stage.machine(), 2);
  expect(sold.seen).toHaveLength(3 + 25 + 5 + 1);
  const central = sqliteDatabase(server.dataDir);
  await expectAllOfIt(central, sold);
  await central.close();
});

test('[JRN1][JRN3][SYN1][SYN2][SYN9][MNY1][MNY3][STK2] the same over MongoDB, read back as a BI user does', async ({
  stage,
}) => {
  const mongo = ownMongo();
  test.skip(mongo === null, 'this run has no MongoDB');
  if (mongo === null) return;
  const server = await stage.server({ mongodbUri: mongo.uri });
  const central = mongoDatabase(mongo.uri);
  try {
    const sold = await sellThroughAnOutage(server, stage.machine(), 1);
    await expectAllOfIt(central, sold);

    const tickets = central.client.db().collection('tickets');
    const options = { promoteValues: false } as const;
    for (const { number, total } of sold.seen.flatMap((sale) => sale.tickets)) {
      const found = await tickets.find({ ticket_number: number }).toArray();
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ total_amount: total, store_id: new ObjectId(demoStore) });
      expect(found[0]?._id).toBeInstanceOf(ObjectId);
      expect(found[0]?.purchase_datetime).toBeInstanceOf(Date);
      expect(found[0]?.registered_at).toBeInstanceOf(Date);
    }
    const sale = await central.client.db().collection('sales').findOne({}, options);
    expect(sale?.ticket_id).toBeInstanceOf(ObjectId);
    expect(sale?.total_amount instanceof Int32 || sale?.total_amount instanceof Long).toBe(true);
    const today = await central.client
      .db()
      .collection('sales')
      .find({ store_id: new ObjectId(demoStore), sale_time: { $gte: new Date(Date.now() - 3_600_000) } })
      .toArray();
    expect(today).toHaveLength(await central.client.db().collection('sales').countDocuments());
  } finally {
    await central.close();
    await server.stop();
    await mongo.drop();
  }
});
