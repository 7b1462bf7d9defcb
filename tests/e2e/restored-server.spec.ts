import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { sqliteDatabase } from './fixtures/central-database.ts';
import { enteredSales, expectSold, expectSoundBooks } from './fixtures/expect-books.ts';
import { expectHoldsAll, heldDocuments, tellNetworkIsBack } from './fixtures/held-documents.ts';
import { game, type SeenSale, sellAndSee } from './fixtures/seen-sales.ts';
import { expectAllSent, test } from './fixtures/stage.ts';

test.setTimeout(180_000);

/** The database's files, its log included; the server's secret is no part of a backup. */
const databaseFiles = (folder: string) =>
  readdirSync(folder).filter((name) => name.startsWith('tillside.sqlite'));

function copyDatabase(from: string, to: string): void {
  for (const name of databaseFiles(to)) rmSync(join(to, name));
  for (const name of databaseFiles(from)) cpSync(join(from, name), join(to, name));
}

test('[SYN12][SYN11][SYN7][JRN5] a server restored from a backup is sent what it lacks, by tills that it forgot too', async ({
  stage,
}) => {
  const backup = mkdtempSync(join(tmpdir(), 'tillside-backup-'));
  const server = await stage.server();
  const { till: first } = await stage.till(server);
  const seen: [SeenSale[], SeenSale[]] = [[], []];
  for (const keys of [[game.mega], [game.raffle]]) seen[0].push(await sellAndSee(first.page, ...keys));
  await expectAllSent(first);

  await server.stop();
  copyDatabase(server.dataDir, backup);
  await server.start();
  await tellNetworkIsBack(first.page);

  // The hour that will be lost: sales, a till that was not there before.
  await expectAllSent(first);
  for (const keys of [[game.raffle, game.mega], ['3*5'], [game.raffle]]) {
    seen[0].push(await sellAndSee(first.page, ...keys));
  }
  const { till: second } = await stage.till(server, { code: 'DEMO-TILL-0002', user: 'manager' });
  await expect(second.page.getByRole('button', { name: 'Raffle 100' })).toContainText('left');
  for (const keys of [[game.raffle], ['2*5'], [game.daily, game.raffle]]) {
    seen[1].push(await sellAndSee(second.page, ...keys));
  }
  await expectAllSent(first);
  await expectAllSent(second);
  const before = await heldDocuments(first.page);

  await server.stop();
  seen[0].push(await sellAndSee(first.page, game.raffle));
  seen[1].push(await sellAndSee(second.page, game.raffle));
  copyDatabase(backup, server.dataDir);
  const lacking = sqliteDatabase(server.dataDir);
  expect(await enteredSales(lacking)).toHaveLength(2);
  expect((await lacking.all('heads')).filter(({ till_number }) => till_number > 0)).toHaveLength(1);
  await lacking.close();

  await server.start();
  for (const till of [first, second]) await tellNetworkIsBack(till.page);
  const central = sqliteDatabase(server.dataDir);
  await expect.poll(async () => (await enteredSales(central)).length, { timeout: 40_000 }).toBe(10);
  for (const till of [first, second]) {
    await expectAllSent(till);
    await expectHoldsAll(till.page, central);
  }
  expect((await heldDocuments(first.page)).generation).not.toBe(before.generation);
  await expectSoundBooks(central);
  for (const sales of seen) await expectSold(central, sales);
  expect(await central.all('exceptions')).toEqual([]);

  // And both sell on.
  for (const till of [first, second]) await sellAndSee(till.page, game.raffle);
  await expectAllSent(first);
  await expectAllSent(second);
  await expectSoundBooks(central);
  for (const till of [first, second]) await expectHoldsAll(till.page, central);
  await central.close();
  rmSync(backup, { recursive: true });
});
