import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { faultsOf } from './fixtures/screen-texts.ts';

/** A day on which every demonstration game has a draw to come; the last ten minutes before one of them. */
const now = '2026-11-25T01:09:30.000Z';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

/** Goes from screen to screen and gathers what is wrong with each. */
class Walk {
  readonly found: string[] = [];
  readonly page: Page;
  readonly #language: string;

  constructor(page: Page, language: string) {
    this.page = page;
    this.#language = language;
  }

  async open(scene: string): Promise<void> {
    await this.page.goto(`${preview.address}?${this.#language}&now=${now}&${scene}`);
    await expect(this.page.locator('h1, [role=toolbar] button').first()).toBeVisible();
  }

  async press(...keys: string[]): Promise<void> {
    // Slower than a scanner.
    for (const key of keys) await this.page.keyboard.press(key, { delay: 50 });
  }

  async look(screen: string): Promise<void> {
    await this.page.evaluate(() => document.fonts.ready);
    // Two frames: what the last key changed stands on the page.
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const { foreign, cut } = await faultsOf(this.page);
    this.found.push(...foreign.map((text) => `${screen}: not in the catalogue: ${text}`));
    this.found.push(...cut.map((text) => `${screen}: ${text}`));
  }

  heading(level: 1 | 2) {
    return this.page.getByRole('heading', { level }).first();
  }
}

async function setUp(walk: Walk): Promise<void> {
  for (const phase of ['starting', 'other_window', 'journal_lost', 'loading', 'failed']) {
    await walk.open(`phase=${phase}`);
    await walk.look(phase);
  }
  await walk.open('phase=not_enrolled');
  await walk.press('Enter');
  await expect(walk.page.getByRole('alert')).not.toBeEmpty();
  await walk.look('enrol, empty');
  await walk.page.getByRole('textbox').fill('X1');
  await walk.press('Enter');
  await expect(walk.page.getByRole('button').first()).toBeDisabled();
  await expect(walk.page.getByRole('button').first()).toBeEnabled();
  await walk.look('enrol, code used');

  await walk.open('signed_out&offline&warnings');
  await walk.press('Enter');
  await walk.look('sign-in, offline');
  await walk.page.getByRole('textbox').first().fill('ana');
  await walk.page.locator('input[type=password]').fill('wrong');
  await walk.press('Enter');
  await expect(walk.page.getByRole('alert')).not.toBeEmpty();
  await walk.look('sign-in, wrong');

  await walk.open('no_shift');
  await walk.press('Enter');
  await walk.look('open shift, empty');
  await walk.page.getByRole('textbox').fill('-5');
  await walk.press('Enter');
  await walk.look('open shift, negative');
}

async function sell(walk: Walk): Promise<void> {
  await walk.open('games=5');
  await walk.look('sell, empty');
  await walk.press('9');
  await walk.look('sell, no such game');
  await walk.press('Enter');
  await walk.look('sell, nothing to pay');
  await walk.press('3', '*', '1', '2', '4', '5', '+', '+');
  await walk.look('basket');
  await walk.press('F2');
  await walk.page.getByRole('textbox').last().fill('0');
  await walk.press('Enter');
  await walk.look('quantity');
  await walk.page.getByRole('textbox').last().fill('99');
  await walk.press('Enter');
  await walk.look('quantity, too many');
  await walk.press('Escape', 'F3');
  await walk.look('no draws');
  await walk.press('ArrowUp', 'ArrowUp', 'F3', '+');
  await walk.look('draws');
  await walk.press('Enter', 'F4');
  await walk.look('numbers');
  await walk.press('Enter');
  await walk.page.getByRole('textbox').last().fill('1 2');
  await walk.press('Enter');
  await walk.look('numbers, too few');
  await walk.press('F3');
  await walk.look('numbers, quick pick');
  await walk.press('Escape', '/');
  await walk.look('command');
  await walk.press('Escape', 'Enter');
  await walk.look('payment');
  await walk.page.getByRole('textbox').last().fill('1');
  await walk.press('Enter');
  await walk.look('payment, too little');
  await walk.page.getByRole('textbox').last().fill('99999');
  await walk.press('Enter');
  await walk.look('payment, implausible');
  await walk.press('F3', 'Enter');
  await walk.look('payment, card');
  await walk.press('F2');
  await walk.page.getByRole('textbox').last().fill('');
  await walk.press('Enter');
  await expect(walk.page.getByRole('article').first()).toBeVisible();
  await walk.look('slips');
}

/** Goes on with what was sold. */
async function afterTheSale(walk: Walk): Promise<void> {
  await walk.press('Escape', 'F8');
  await expect(walk.page.getByRole('list')).toBeVisible();
  await walk.look('tickets');
  await walk.press('Enter');
  await walk.look('tickets, nothing typed');
  await walk.page.getByRole('list').getByRole('button').first().click();
  await expect(walk.page.getByRole('definition').first()).toBeVisible();
  await walk.look('ticket');
  await walk.press('F4', 'Enter');
  await walk.look('cancel');
  await walk.page.getByRole('textbox').nth(1).fill('0000 0000');
  await walk.page.getByRole('textbox').nth(2).fill('3');
  await walk.press('Enter');
  await walk.look('cancel, wrong code');
  await walk.press('Escape', 'F6', 'Enter');
  await walk.look('copy');
  await walk.page.getByRole('textbox').nth(1).fill('3');
  await walk.press('Enter');
  await expect(walk.page.getByRole('article').first()).toBeVisible();
  await walk.look('copy printed');
  await walk.press('Escape', 'Escape', 'F10');
  await expect(walk.page.getByRole('navigation')).toBeVisible();
  await walk.look('more');
  await walk.press('1');
  await expect(walk.page.getByRole('table')).toBeVisible();
  await walk.press('F4');
  await walk.look('stock');
  await walk.press('F2', 'Enter');
  await walk.look('receive');
  await walk.press('Escape');
  await walk.page.getByRole('table').getByRole('button').first().click();
  await walk.press('F4', 'Enter');
  await walk.look('give back');
  await walk.press('Escape', 'Escape', 'Escape', 'F9');
  await expect(walk.heading(1)).toBeVisible();
  await walk.press('Enter');
  await walk.look('close shift');
  await walk.press('F2');
  await walk.look('close shift, by denomination');
  await walk.press('F2');
  await walk.page.getByRole('textbox').fill('90');
  await walk.press('Enter');
  await expect(walk.page.getByRole('definition').nth(8)).toBeVisible();
  await walk.look('Z report');
}

async function offline(walk: Walk): Promise<void> {
  await walk.open('offline&warnings');
  await walk.look('offline');
  await walk.press('2', '3', 'Enter', 'Enter');
  await expect(walk.page.getByRole('article').first()).toBeVisible();
  await walk.press('Escape', 'F10', '2');
  await expect(walk.page.getByRole('table')).toBeVisible();
  await walk.press('Enter');
  await walk.look('unsent');
  await walk.open('refuse_sale');
  await walk.press('1', 'Enter', 'Enter');
  await expect(walk.page.getByRole('alert')).not.toBeEmpty();
  await walk.look('sale refused');
}

test('what is in no catalogue is found, and what is cut', async ({ page }) => {
  const walk = new Walk(page, 'english');
  await walk.open('signed_out');
  await page.addStyleTag({ content: 'button { max-width: 40px !important; overflow: hidden }' });
  const { foreign, cut } = await faultsOf(page);
  expect(foreign).toContainEqual(expect.stringContaining('User name'));
  expect(cut).toContainEqual(expect.stringContaining('Sign in'));
});

for (const [title, language] of [
  ['in the pseudo-locale every text comes from the catalogue and fits', 'pseudo'],
  ['in Spanish every text fits', 'language=es'],
] as const) {
  test(`${title} at 1024 × 768`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.addInitScript(() => {
      window.print = () => undefined;
    });
    const walk = new Walk(page, language);
    await setUp(walk);
    await sell(walk);
    await afterTheSale(walk);
    await offline(walk);
    const ofInterest = walk.found.filter(
      (fault) => language === 'pseudo' || !fault.includes('not in the catalogue'),
    );
    expect(ofInterest).toEqual([]);
  });
}
