import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { SaleCompleted } from '../../shared/journal/bodies/sale.ts';
import { findChainFault, genesis } from '../../shared/journal/chain.ts';
import { browserPid } from '../provide/chromium.ts';
import { Chance } from '../simulation/world/chance.ts';
import { sqliteDatabase } from './fixtures/central-database.ts';
import { enteredSales, expectSold, expectSoundBooks } from './fixtures/expect-books.ts';
import { expectHoldsAll } from './fixtures/held-documents.ts';
import { ownJournal } from './fixtures/own-journal.ts';
import { game, type SeenSale, sellAndSee } from './fixtures/seen-sales.ts';
import { expectAllSent, only, test } from './fixtures/stage.ts';
import type { Machine } from './fixtures/till-page.ts';

const kills = 30;
const seed = process.env.CRASH_SEED ?? String(randomInt(2 ** 32));

/**
 * The browser and all its children at once, as when the machine runs out of memory. What it has handed to the operating
 * system is still written: a power cut is the simulation's to try.
 */
async function killGroup(machine: Machine): Promise<void> {
  const pid = browserPid(machine.profile);
  if (pid === undefined) throw new Error('no browser runs on this profile');
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  await machine.gone();
}

/** Tells of every receipt in the moment in which the page shows it. */
async function watchReceipts(context: BrowserContext, onShown: (transaction: string) => void) {
  await context.exposeBinding('receiptShown', (_source, transaction: string) => onShown(transaction));
  await context.addInitScript(() => {
    const { receiptShown } = window as unknown as { receiptShown: (transaction: string) => void };
    let last = '';
    new MutationObserver(() => {
      const terms = [...document.querySelectorAll('section[aria-label="Receipt"] dt')];
      const term = terms.findLast(({ textContent }) => textContent === 'Transaction');
      const transaction = term?.nextElementSibling?.textContent ?? '';
      if (transaction === last) return;
      last = transaction;
      if (transaction !== '') receiptShown(transaction);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** Sells until the browser is gone. */
async function sellUntilKilled(page: Page, seen: SeenSale[]): Promise<void> {
  const baskets = [[game.mega], [game.raffle], ['2*3'], [game.scratch, game.daily]];
  try {
    for (let nth = seen.length; ; nth++) seen.push(await sellAndSee(page, ...(baskets[nth % 4] ?? [])));
  } catch (error) {
    // Whatever else goes wrong is told by the test that waits for the next sale.
    if (!/closed|crashed/.test(String(error))) throw error;
  }
}

/** JRN1, JRN3: the journal on this disk is whole, and has every sale whose receipt was shown. */
async function expectWholeJournal(page: Page, shown: ReadonlySet<string>): Promise<void> {
  const journal = await ownJournal(page);
  const first = journal[0];
  if (!first) throw new Error('the journal is empty');
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
  expect(findChainFault(first.device_id, genesis(1), journal)).toBeNull();
  const sold = journal
    .filter(({ kind }) => kind === 'sale.completed')
    .map(({ body }) => (body as unknown as SaleCompleted).transaction_id);
  expect(sold).toEqual(expect.arrayContaining([...shown]));
  expect(new Set(sold).size).toBe(sold.length);
}

test(`[JRN1] [JRN2] [JRN3] [SYN2] [SYN7] [TKT1] ${kills} × SIGKILL of a browser that sells: nothing lost or doubled`, async ({
  stage,
}) => {
  test.setTimeout(600_000);
  console.log(`CRASH_SEED=${seed}`);
  const chance = new Chance(seed);
  const server = await stage.server();
  const machine = stage.machine();
  const shown = new Set<string>();
  const seen: SeenSale[] = [];
  const watch = (context: BrowserContext) => watchReceipts(context, (sale) => shown.add(sale));

  let till = await machine.open(server.url, watch);
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('cashier');
  await till.openShift('100');
  // What a start without the server needs.
  await till.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect(till.page.getByRole('button', { name: 'Raffle 100' })).toContainText('left');
  await expect(till.page.getByRole('button', { name: 'Scratch' })).toContainText('left');

  let isCutOff = false;
  for (let killed = 1; killed <= kills; killed++) {
    // A third of the time only this disk knows what was sold.
    const isOutage = killed >= 10 && killed < 20;
    if (isOutage !== isCutOff) await (isOutage ? server.stop() : server.start());
    isCutOff = isOutage;
    const before = shown.size;
    const sales = chance.int(4);
    const selling = sellUntilKilled(till.page, seen);
    await expect.poll(() => shown.size - before, { intervals: [10] }).toBeGreaterThanOrEqual(sales);
    await wait(chance.between(0, 200));
    await killGroup(machine);
    await selling;
    if (killed < kills && chance.happens(0.2)) {
      // While it starts. Not earlier: of a browser that dies while Playwright starts it, Playwright waits for ever.
      killed += 1;
      await machine.open(server.url);
      await wait(chance.between(0, 500));
      await killGroup(machine);
    }
    till = await machine.open(server.url, watch);
    await till.signIn('cashier');
    await expect(till.games).toBeVisible();
    await expectWholeJournal(till.page, shown);
  }
  seen.push(await sellAndSee(till.page, game.mega));
  await expectAllSent(till);

  const central = sqliteDatabase(server.dataDir);
  await expectHoldsAll(till.page, central);
  await expectSoundBooks(central);
  await expectSold(central, seen);
  const entered = await enteredSales(central);
  const transactions = entered.map(({ body }) => body.transaction_id);
  expect(transactions).toEqual(expect.arrayContaining([...shown]));
  expect(new Set(transactions).size).toBe(transactions.length);
  // At most the sale that a kill came into was not seen.
  expect(transactions.length - shown.size).toBeLessThanOrEqual(kills);
  expect(only([...new Set(entered.map(({ epoch }) => epoch))])).toBe(1);
  await central.close();
});
