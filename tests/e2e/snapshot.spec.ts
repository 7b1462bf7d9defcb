import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openSqliteStore } from '../../sync-server/store/sqlite.ts';
import { sqliteDatabase } from './fixtures/central-database.ts';
import { demoStore, expectSold, expectSoundBooks } from './fixtures/expect-books.ts';
import { expectHoldsAll, heldDocuments } from './fixtures/held-documents.ts';
import { game, type SeenSale, sellAndSee } from './fixtures/seen-sales.ts';
import { sellOn } from './fixtures/sell-on.ts';
import type { TestServer } from './fixtures/server.ts';
import { expectAllSent, test } from './fixtures/stage.ts';

test.setTimeout(180_000);

/** As the server does with what is a week old. */
async function trimBlocks(server: TestServer): Promise<void> {
  const store = openSqliteStore(join(server.dataDir, 'tillside.sqlite'));
  const end = (await store.lastBlock(demoStore))?.position ?? 0;
  await store.trim(demoStore, end);
  const [newest] = await store.readBlocks(demoStore, end - 2, 1);
  expect(newest?.documents).toBeNull();
  await store.close();
}

test('[SYN11][SYN7] past trimmed blocks a new till and one that was away reach the exact documents, while selling goes on', async ({
  stage,
}) => {
  const server = await stage.server();
  const central = sqliteDatabase(server.dataDir);
  const { till: first } = await stage.till(server);
  const sold: [SeenSale[], SeenSale[]] = [[], []];
  for (const keys of [[game.mega], ['3*4'], [game.scratch]])
    sold[0].push(await sellAndSee(first.page, ...keys));
  await expectAllSent(first);

  await trimBlocks(server);
  let selling = sellOn(first.page);
  const { machine, till: newTill } = await stage.till(server, { code: 'DEMO-TILL-0002', user: 'manager' });
  await newTill.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  sold[1].push(await sellAndSee(newTill.page, game.mega));
  sold[0].push(...(await selling.stop()));
  await expectAllSent(first);
  await expectAllSent(newTill);
  for (const till of [first, newTill]) await expectHoldsAll(till.page, central);

  const { generation } = await heldDocuments(newTill.page);
  await machine.close();
  for (let n = 0; n < 5; n++) sold[0].push(await sellAndSee(first.page, game.raffle));
  await expectAllSent(first);
  await trimBlocks(server);

  selling = sellOn(first.page);
  // Its snapshot waits until it has sold meanwhile.
  let snapshotAsked = false;
  let goOn = () => {};
  const hasSold = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const returning = await machine.open(server.url, (context) =>
    context.route('**/api/snapshot**', async (route) => {
      snapshotAsked = true;
      await hasSold;
      await route.continue();
    }),
  );
  await returning.signIn('manager');
  await expect(returning.games).toBeVisible();
  await expect.poll(() => snapshotAsked).toBe(true);
  for (const keys of [[game.raffle], ['2*5'], [game.mega]]) {
    sold[1].push(await sellAndSee(returning.page, ...keys));
  }
  expect((await heldDocuments(returning.page)).generation).toBe(generation);
  goOn();
  await expect.poll(async () => (await heldDocuments(returning.page)).generation).not.toBe(generation);
  sold[1].push(await sellAndSee(returning.page, game.raffle));
  sold[0].push(...(await selling.stop()));
  await expectAllSent(first);
  await expectAllSent(returning);
  for (const till of [first, returning]) await expectHoldsAll(till.page, central);

  await expectSoundBooks(central);
  for (const seen of sold) await expectSold(central, seen);
  await central.close();
});
