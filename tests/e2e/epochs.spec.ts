import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { TestServer } from './fixtures/server.ts';
import { expectAllSent, inCentral, only, test } from './fixtures/stage.ts';
import type { Machine } from './fixtures/till-page.ts';

/** As when someone clears the browser's databases while the register is closed. */
async function emptyIndexedDb(machine: Machine, origin: string): Promise<void> {
  const { page } = await machine.open('about:blank');
  const storage = await page.context().newCDPSession(page);
  await storage.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await machine.close();
}

const scratchOf = (server: TestServer) =>
  inCentral(server, ({ all }) =>
    only(all('inventory').filter(({ batch_number }) => batch_number === 'SG-001')),
  );

const ticketsOf = (server: TestServer) => inCentral(server, ({ all }) => all('tickets'));

test('[JRN5] [TKT1] an emptied IndexedDB is said plainly and continued in a new epoch; the old profile put back still uploads', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const server = await stage.server();
  const { machine, till } = await stage.till(server);
  await expect(till.page.getByRole('button', { name: 'Scratch Gold' })).toContainText(/[1-9]\d* left/, {
    timeout: 30_000,
  });
  await till.sell('1', '5');
  await expectAllSent(till);
  await server.stop();
  await expect(till.connection).toContainText('Offline', { timeout: 30_000 });
  await till.sell('2', '5');
  await till.sell('1');
  await machine.close();
  const oldProfile = mkdtempSync(join(tmpdir(), 'tillside-old-'));
  cpSync(machine.profile, oldProfile, { recursive: true });

  await emptyIndexedDb(machine, server.url);
  await server.start();
  const before = scratchOf(server);
  const anew = await machine.open(server.url);
  const { page } = anew;
  await expect(page.getByRole('heading', { name: 'This till’s journal is missing' })).toBeVisible();
  await expect(
    page.getByText('Till 1 was enrolled on this computer, but its journal of sales is gone'),
  ).toBeVisible();
  await expect(page.getByText('Stock that was granted to the old journal stays frozen')).toBeVisible();
  await page.getByRole('button', { name: 'Begin a new journal' }).click();
  await anew.signIn('cashier');
  // The drawer's shift is the device's, whatever its journal: it is still open.
  await expect(anew.games).toBeVisible();
  await expect(page.getByRole('button', { name: 'Scratch Gold' })).toContainText(/[1-9]\d* left/, {
    timeout: 30_000,
  });
  await anew.sell('1', '5');
  await expectAllSent(anew);

  const ofEpoch = (epoch: number) =>
    only(scratchOf(server).allotments.filter((share) => share.epoch === epoch));
  expect(ofEpoch(1)).toEqual(only(before.allotments));
  expect(ofEpoch(2)).toMatchObject({ used: 1 });
  expect(new Set(ticketsOf(server).map(({ epoch }) => epoch))).toEqual(new Set([1, 2]));
  expect(ticketsOf(server)).toHaveLength(4);
  await machine.close();

  // The copy of the old disk turns up: what it had not sent is sent, under its own epoch and numbers.
  const found = stage.machine(oldProfile);
  const old = await found.open(server.url);
  await expect(old.page.getByRole('heading').first()).toBeVisible();
  await expect.poll(() => ticketsOf(server).length, { timeout: 30_000 }).toBe(7);
  const tickets = ticketsOf(server);
  expect(new Set(tickets.map(({ ticket_number }) => ticket_number)).size).toBe(7);
  expect(tickets.filter(({ epoch }) => epoch === 1)).toHaveLength(5);
  expect(ofEpoch(1)).toMatchObject({ granted: only(before.allotments).granted, used: 2 });
  expect(scratchOf(server)).toMatchObject({ sold: 3, remaining_stock: 997 });
  expect(inCentral(server, ({ all }) => [...all('quarantine'), ...all('exceptions')])).toEqual([]);
});
