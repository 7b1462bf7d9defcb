import { expect } from '@playwright/test';
import { sqliteDatabase } from './fixtures/central-database.ts';
import { enteredSales, expectSold, expectSoundBooks } from './fixtures/expect-books.ts';
import { expectHoldsAll, tellNetworkIsBack } from './fixtures/held-documents.ts';
import { game, type SeenSale, sellAndSee } from './fixtures/seen-sales.ts';
import { expectAllSent, test } from './fixtures/stage.ts';
import { setWallClock, wallClockOff } from './fixtures/wrong-clock.ts';

test.setTimeout(180_000);

const dayMs = 86_400_000;

test('[SYN8][JRN3][DRW1] a clock set two days back, and forward, across restarts loses and reorders nothing', async ({
  stage,
}) => {
  const server = await stage.server();
  const machine = stage.machine();
  const seen: SeenSale[] = [];
  let till = await machine.open(server.url, wallClockOff(0));
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('cashier');
  await till.openShift('100');
  await till.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  seen.push(await sellAndSee(till.page, game.mega));
  await expectAllSent(till);

  await server.stop();
  await expect(till.connection).toContainText('Offline');
  seen.push(await sellAndSee(till.page, game.raffle));
  await setWallClock(till.page, -2 * dayMs);
  // The monotonic clock still carries the server's time on: these sales know when they were.
  await expect(till.page.getByText(/clock is .* behind/)).toBeVisible({ timeout: 15_000 });
  seen.push(await sellAndSee(till.page, game.mega));
  seen.push(await sellAndSee(till.page, game.scratch));

  const restart = async (offsetMs: number) => {
    await machine.kill();
    till = await machine.open(server.url, wallClockOff(offsetMs));
    await till.signIn('cashier');
    await expect(till.games).toBeVisible();
  };
  await restart(-2 * dayMs);
  seen.push(await sellAndSee(till.page, game.mega));
  seen.push(await sellAndSee(till.page, game.raffle, game.scratch));
  await restart(dayMs);
  seen.push(await sellAndSee(till.page, game.scratch));
  await restart(-2 * dayMs);
  seen.push(await sellAndSee(till.page, game.scratch));
  // Seven sales, and three times someone signed in.
  await expect(till.connection).toContainText('10 unsent');

  await server.start();
  await tellNetworkIsBack(till.page);
  await expectAllSent(till);
  seen.push(await sellAndSee(till.page, game.mega));
  await expectAllSent(till);

  const central = sqliteDatabase(server.dataDir);
  await expectSoundBooks(central);
  await expectSold(central, seen);
  const sales = await enteredSales(central);
  expect(sales.map(({ seq }) => seq)).toEqual(sales.map(({ seq }) => seq).toSorted((a, b) => a - b));
  expect(sales.map(({ body }) => body.clock)).toEqual([
    ...['bounded', 'bounded', 'bounded', 'bounded'],
    ...['lower_bound', 'lower_bound', 'lower_bound', 'lower_bound'],
    'bounded',
  ]);
  const numbers = new Map((await central.all('tickets')).map((ticket) => [ticket.ticket_number, ticket]));
  for (const { body } of sales) {
    for (const line of body.lines) expect(numbers.get(line.ticket_number)?.clock).toBe(body.clock);
  }
  await expectHoldsAll(till.page, central);
  await central.close();
});
