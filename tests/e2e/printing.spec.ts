import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { readCode } from '../printing/decode.ts';
import { textOf } from '../printing/emulator/emulated-printer.ts';
import { pictureOf } from '../printing/emulator/picture.ts';
import { ownJournal } from './fixtures/own-journal.ts';
import { plugInSerialPrinter } from './fixtures/serial-printer.ts';
import { type Stage, test } from './fixtures/stage.ts';
import {
  printed,
  printLater,
  printNow,
  recordedPrinting,
  systemPrinting,
} from './fixtures/system-printing.ts';
import { findTicket, papersOf } from './fixtures/ticket-desk.ts';
import { TillPage } from './fixtures/till-page.ts';

const unprinted = (page: Page) => page.getByRole('region', { name: 'Tickets not confirmed as printed' });
const listed = (page: Page) => unprinted(page).getByRole('listitem');

/** A till whose receipt printer says what came out. */
async function atReceiptPrinter(stage: Stage) {
  const server = await stage.server();
  const machine = stage.machine();
  await machine.open('about:blank');
  const printer = await plugInSerialPrinter(machine.context);
  const page = machine.context.pages()[0] ?? (await machine.context.newPage());
  await page.goto(server.url);
  const till = new TillPage(page);
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('manager');
  await till.openShift('100');
  return { till, page, printer };
}

test('[TKT5] [CLM3] after a crash the till lists what was not confirmed; it is printed as the original, later as a copy', async ({
  stage,
}) => {
  const server = await stage.server();
  const machine = stage.machine();
  const first = await machine.open(server.url, systemPrinting);
  await first.enrol('DEMO-TILL-0001');
  await first.signIn('manager');
  await first.openShift('100');
  // Going on with the next sale says that the slips of the one before came out.
  await first.sell('1');
  await first.page.keyboard.press('Escape');
  await expect(first.page.getByRole('button', { name: /not confirmed as printed/ })).toBeHidden();
  await first.sell('1', '1');
  expect(await printed(first.page)).toHaveLength(2);
  const [paper, other] = await papersOf(first);
  await machine.kill();

  const till = await machine.open(server.url, systemPrinting);
  const { page } = till;
  await expect(listed(page).or(page.getByLabel('User name'))).not.toHaveCount(0);
  if (await page.getByLabel('User name').isVisible()) await till.signIn('manager');
  await expect(listed(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect.poll(() => printed(page)).toHaveLength(1);
  const [slips = []] = await printed(page);
  expect(slips).toHaveLength(2);
  expect(slips[0]).toContain(paper?.securityCode.replace(/(.{4})(?=.)/g, '$1-'));
  expect(slips.join()).not.toContain('COPY');
  await sayCameOut(page, 'All 2 came out');
  await page.keyboard.press('Enter');

  await findTicket(till, paper?.number ?? '');
  await expect(page.getByRole('button', { name: 'Print again' })).toBeEnabled();
  await page.keyboard.press('F6');
  await page.getByLabel('Reason').first().fill('Unreadable');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await printed(page)).at(-1)?.join()).toContain('COPY 1');
  const kinds = (await ownJournal(page)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'ticket.printed')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'ticket.printed_again')).toHaveLength(1);
  expect(other?.number).not.toBe(paper?.number);
});

test('[TKT5] [JRN2] a roll that ends between slips: the till says so, lists the rest, and prints it as originals', async ({
  stage,
}) => {
  const { till, page, printer } = await atReceiptPrinter(stage);

  await till.sell('2');
  await expect.poll(() => printer.slips.length).toBe(2);
  expect(printer.kicks).toBe(1);
  const [slip = []] = printer.slips;
  const [paper] = await papersOf(till);
  expect(textOf(slip)).toContain(`[qr ${paper?.number}]`);
  await expectReadable(page.context(), slip, paper?.number ?? '', 'slip-printed');

  printer.linesLeft = slip.length + 10;
  await page.keyboard.press('Enter');
  for (const key of ['2', '2', '2', 'Enter', 'Enter']) await page.keyboard.press(key);
  await expect(listed(page)).toHaveCount(2);
  await expect(page.getByText('The printer is out of paper. Put in a new roll.').first()).toBeVisible();
  expect(printer.slips).toHaveLength(3);
  // The customer still waits for the change.
  await expect(unprinted(page).getByLabel('Change')).toHaveText('$0.00');

  printer.putPaper();
  await page.keyboard.press('Enter');
  await expect(unprinted(page)).toContainText('Every ticket is on paper');
  expect(printer.slips).toHaveLength(5);
  const numbers = printer.slips.flatMap(textOf).filter((line) => line.startsWith('[qr '));
  expect(new Set(numbers).size).toBe(4);
  expect(numbers).toHaveLength(4);
  expect(printer.slips.flatMap(textOf).join()).not.toContain('COPY');
  expect(printer.torn.flatMap(textOf)).toContain('Lucky 5+1');
});

test('[TKT5] originals that do not come out either are still asked for; nothing is settled by a second Enter', async ({
  stage,
}) => {
  const { page, printer } = await atReceiptPrinter(stage);
  const outOfPaper = page.getByText('The printer is out of paper. Put in a new roll.').first();
  printer.linesLeft = 0;
  for (const key of ['2', '2', 'Enter', 'Enter']) await page.keyboard.press(key);
  await expect(listed(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect.poll(() => ownKinds(page, 'ticket.printed')).toBe(2);
  await expect(outOfPaper).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print 2 originals' })).toBeEnabled();
  await expect(page.getByRole('button', { name: /came out/ })).toBeHidden();

  printer.putPaper();
  await page.keyboard.press('Enter');
  await expect(unprinted(page)).toContainText('Every ticket is on paper');
  const numbers = printer.slips.flatMap(textOf).filter((line) => line.startsWith('[qr '));
  expect(new Set(numbers).size).toBe(2);
  expect(numbers).toHaveLength(2);
});

test('[TKT5] the system prints each sale’s own slips, though it is slow and the next sale has begun', async ({
  stage,
}) => {
  const server = await stage.server();
  const till = await stage.machine().open(server.url, systemPrinting);
  const { page } = till;
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('manager');
  await till.openShift('100');
  await printLater(page);
  await till.sell('1');
  const [first] = await papersOf(till);
  // The last Enter and the next sale's first key in one breath: the receipt is hardly seen.
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.evaluate(() => {
    for (const key of ['Enter', '1'])
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await expect(page.getByRole('region', { name: 'Basket' })).toContainText('Daily 3');
  await printNow(page);
  await printNow(page);
  await expect.poll(() => printed(page)).toHaveLength(2);
  const [one = [], two = []] = await printed(page);
  expect([one.length, two.length]).toEqual([2, 2]);
  expect(one[0]).toContain(first?.securityCode.replace(/(.{4})(?=.)/g, '$1-'));
  expect(two[0]).toContain('Lucky 5+1');
  await expect(page.getByRole('button', { name: /not confirmed/ })).toBeHidden();
});

test('[CLM3] a slip that was only shown goes to paper once as the original, and again only where it did not come out', async ({
  stage,
}) => {
  const server = await stage.server();
  const till = await stage.machine().open(server.url, recordedPrinting);
  const { page } = till;
  await till.enrol('DEMO-TILL-0001');
  await till.signIn('manager');
  await till.openShift('100');
  await till.sell('1');
  const [paper] = await papersOf(till);
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: 'Did not come out' })).toBeVisible();
  await page.keyboard.press('F6');
  await expect(listed(page)).toHaveCount(1);
  await expect.poll(() => printed(page)).toHaveLength(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => printed(page)).toHaveLength(2);
  expect((await printed(page)).flat().join()).not.toContain('COPY');
  expect(await ownKinds(page, 'ticket.printed')).toBe(1);
  await sayCameOut(page, 'It came out');

  for (const copy of ['COPY 1', 'COPY 2']) {
    if (copy === 'COPY 1') await findTicket(till, paper?.number ?? '');
    await expect(page.getByRole('button', { name: 'Print again' })).toBeEnabled();
    await page.keyboard.press('F6');
    await page.getByLabel('Reason').first().fill('Unreadable');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await printed(page)).at(-1)?.join()).toContain(copy);
  }
  expect(await printed(page)).toHaveLength(4);
  expect(await ownKinds(page, 'ticket.printed_again')).toBe(2);
});

/** The button was another one a moment ago, and is not heard for that long. */
const sayCameOut = (page: Page, name: string) =>
  expect(async () => {
    await page.getByRole('button', { name }).click({ timeout: 1_000 });
    await expect(unprinted(page)).toContainText('Every ticket is on paper', { timeout: 1_000 });
  }).toPass();

const ownKinds = async (page: Page, kind: string) =>
  (await ownJournal(page)).filter((entry) => entry.kind === kind).length;

/** A decoder reads both codes back, from the paper and from the slip on the screen. */
async function expectReadable(
  context: BrowserContext,
  slip: Parameters<typeof pictureOf>[0],
  number: string,
  name: string,
): Promise<void> {
  const { svg, height } = pictureOf(slip);
  const paper = await context.newPage();
  await paper.setViewportSize({ width: 624, height });
  await paper.setContent(`<body style="margin:0">${svg}</body>`);
  const picture = await paper.locator('svg').first().screenshot();
  await paper.close();
  const [page] = context.pages();
  const shown = await page
    ?.getByRole('article', { name: /^Ticket / })
    .first()
    .screenshot({ scale: 'css' });
  if (process.env.TILLSIDE_PICTURES === '1') {
    const folder = join(import.meta.dirname, '../../docs/screens');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.png`), picture);
  }
  for (const png of [picture, shown]) {
    if (!png) throw new Error('no picture');
    expect(readCode(png, 'QR_CODE')).toBe(number);
    expect(readCode(png, 'CODE_128')).toBe(number);
  }
}
