import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { DesktopApp } from '../electron/harness/desktop-app.ts';
import { test } from './fixtures/desktop.ts';
import type { TestServer } from './fixtures/server.ts';
import { expectAllSent, inCentral } from './fixtures/stage.ts';
import { TillPage } from './fixtures/till-page.ts';

/** Main's and preload's own code with Chromium as its window: see tests/electron/harness. */
test.describe('in Electron’s way', () => {
  test('the register is enrolled, sells, and what it wrote is in the central database', async ({
    stage,
    desktop,
  }) => {
    const server = await stage.server();
    const app = desktop({ server: server.url });
    const till = await openTill(app);
    expect(await till.page.evaluate(() => [typeof window.tillside, isSecureContext])).toEqual([
      'object',
      true,
    ]);
    await till.sell('1');
    await till.sell('1', '1');
    await expectAllSent(till);
    expect(soldTickets(server)).toBe(3);
    // Keys lie with main, encrypted, and nowhere in the page's storage.
    expect(readdirSync(join(app.userData, 'secrets'))).toContain('papers.secret');
    expect(
      await till.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('papers'))),
    ).toEqual([]);
    const journal = copied(app);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    expect(journal.filter(({ kind }) => kind === 'sale.completed')).toHaveLength(2);
  });

  test('a machine that nobody has set up asks for the server’s address, once', async ({ stage, desktop }) => {
    const server = await stage.server();
    const app = desktop({});
    const page = await app.start();
    await page.getByLabel('Activation code').fill('DEMO-TILL-0001');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Enter the address of the server first.')).toBeVisible();
    await page.getByLabel('Address of the server').fill('pos');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is no address of a server.')).toBeVisible();
    await page.getByLabel('Address of the server').fill(server.url);
    await page.keyboard.press('Enter');
    await new TillPage(page).signIn('cashier');
    expect(JSON.parse(readFileSync(join(app.userData, 'settings.json'), 'utf8'))).toEqual({
      server: server.url,
    });
    await app.close();
    await expect((await app.start()).getByLabel('User name')).toBeVisible();
  });

  test('the customer sees the basket, the total and the change in a window of its own', async ({
    stage,
    desktop,
  }) => {
    const server = await stage.server();
    const app = desktop({ server: server.url });
    const till = await openTill(app);
    await till.page.keyboard.press('F10');
    await till.page.getByRole('button', { name: 'Customer display' }).click();
    await expect.poll(() => app.context.pages().length).toBe(2);
    const display = app.context.pages().at(-1) as Page;
    await expect(display.getByRole('heading', { name: 'Demo Store New York' })).toBeVisible();
    expect(await display.evaluate(() => typeof window.tillside)).toBe('undefined');
    await till.page.bringToFront();
    await till.page.keyboard.press('Escape');
    for (const key of ['1', '2']) await till.page.keyboard.press(key);
    await expect(display.getByRole('listitem')).toHaveCount(2);
    const total = await till.page.getByLabel('Total').first().textContent();
    await expect(display.locator('.total b')).toHaveText(String(total));
    await till.page.keyboard.press('Enter');
    await till.page.keyboard.press('Enter');
    await expect(display.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  });

  test('[JRN1] it sells through an outage and a power cut, and sends everything afterwards', async ({
    stage,
    desktop,
  }) => {
    const server = await stage.server();
    const app = desktop({ server: server.url });
    let till = await openTill(app);
    await server.stop();
    await till.sell('1');
    await expect(till.connection).toContainText('Offline');
    await till.sell('1');
    await app.kill();
    till = new TillPage(await app.start());
    await till.signIn('cashier');
    await till.sell('1');
    await server.start();
    await expectAllSent(till);
    expect(soldTickets(server)).toBe(3);
  });

  test('[JRN6] an emptied IndexedDB is restored from the journal copy, and its unsent sales are sent', async ({
    stage,
    desktop,
  }) => {
    const server = await stage.server();
    const app = desktop({ server: server.url });
    let till = await openTill(app);
    await till.sell('1');
    await expectAllSent(till);
    await server.stop();
    await till.sell('1');
    await till.sell('1');
    const before = copied(app);
    await emptyIndexedDb(till.page, app);
    await server.start();
    till = new TillPage(await app.start());
    await till.signIn('cashier');
    await till.sell('1');
    await expectAllSent(till);
    expect(soldTickets(server)).toBe(4);
    const after = copied(app);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.map(({ epoch }) => epoch))).toEqual(new Set([1]));
    expect(inCentral(server, (central) => central.all('quarantine'))).toEqual([]);
  });
});

async function openTill(app: DesktopApp): Promise<TillPage> {
  const till = new TillPage(await app.start());
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('cashier');
  await till.openShift('100');
  return till;
}

/** From the page, which holds them open: as the browser's own clearing of site data. */
async function emptyIndexedDb(page: Page, app: DesktopApp): Promise<void> {
  const session = await app.context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await app.close();
}

interface CopiedEntry {
  readonly epoch: number;
  readonly seq: number;
  readonly kind: string;
}

function copied(app: DesktopApp): CopiedEntry[] {
  const folder = join(app.userData, 'journal-copy');
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as CopiedEntry),
  );
}

const soldTickets = (server: TestServer): number =>
  inCentral(server, (central) => central.all('tickets')).length;
