import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { scan, slowScan } from './fixtures/scanner.ts';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

async function open(page: Page, scene = '', ...keys: readonly string[]): Promise<void> {
  await page.goto(`${preview.address}?now=2026-11-24T15:00:00.000Z&${scene}`);
  await expect(page.getByRole('toolbar').getByRole('button').first()).toBeVisible();
  await press(page, ...keys);
}

/** Slower than a scanner: each is carried out before the next. */
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key, { delay: 50 });
};

/** The tile of a game. */
const tile = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Games' }).getByRole('button', { name });
const rowsOf = (page: Page) =>
  page.getByRole('region', { name: 'Basket' }).getByRole('listitem').filter({ hasText: /\S/ });
const payment = (page: Page) => page.getByRole('region', { name: 'Payment' });
const receipt = (page: Page) => page.getByRole('article', { name: 'Receipt' });

test('[MNY1] a scan while a card payment is entered leaves method and reference as they are', async ({
  page,
}) => {
  await open(page, '', '1', 'Enter', 'F3', ...'REF123');
  await scan(page, 'NY1ABCDEFGH');
  await expect(page.getByLabel('Ticket number')).toHaveValue('NY1ABCDEFGH');
  await press(page, 'Escape');
  await expect(page.getByLabel('Card reference')).toHaveValue('REF123');
  await press(page, 'Enter');
  await expect(receipt(page)).toContainText('REF123');
});

test('[MNY1] cash that was given stays given while a ticket is looked up; the next payment begins anew', async ({
  page,
}) => {
  await open(page, '', '1', 'Enter', '5');
  await scan(page, 'NY1ABCDEFGH');
  await expect(page.getByLabel('Ticket number')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByLabel('Amount given')).toHaveValue('5');
  await expect(payment(page).getByLabel('Change', { exact: true })).toHaveText('$4.00');
  await press(page, 'F3', ...'R1', 'Escape', 'Enter');
  await expect(page.getByLabel('Amount given')).toHaveValue('');
});

test('[TKT2] a slow scan in the list of held baskets leaves every basket held', async ({ page }) => {
  await open(page, '', '1', '2', 'F5', 'Enter', 'F5');
  const held = page.getByRole('list', { name: 'Held baskets' }).getByRole('listitem');
  await expect(held).toHaveCount(1);
  await slowScan(page, '1ABCDEFGH');
  await expect(page.getByLabel('Ticket number')).toHaveValue('1ABCDEFGH');
  await press(page, 'Escape');
  await expect(held).toHaveCount(1);
  await press(page, 'Enter');
  await expect(page.getByRole('region', { name: 'Basket' })).toContainText('2 tickets');
});

test('a digit marks a held basket and Enter brings it back', async ({ page }) => {
  await open(page, '', '1', 'F5', 'Enter', '2', 'F5', 'Enter', 'F5', '2');
  const held = page.getByRole('list', { name: 'Held baskets' }).getByRole('button');
  await expect(held.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await press(page, 'Enter');
  await expect(page.getByRole('region', { name: 'Basket' })).toContainText('Lucky 5+1');
});

test('what is typed quickly after a key that led into a field is in the field, and nowhere else', async ({
  page,
}) => {
  await open(page);
  await slowScan(page, '/42', []);
  await expect(page.getByRole('textbox', { name: 'Scan or type' })).toHaveValue('42');
  await press(page, '*', '1', 'Enter');
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('42 × Daily 3');
  await press(page, 'F7');
  // As the beginning of a scan nothing of it stays.
  await slowScan(page, '/4ABCDEFGH');
  await expect(page.getByLabel('Ticket number')).toHaveValue('/4ABCDEFGH');
  await press(page, 'Escape', 'Escape');
  await expect(rowsOf(page)).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Scan or type' })).toHaveValue('');
});

/** The number keys of More, by what they lead to. */
const menu = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation').getByRole('button', { name });

test('[TKT2] a slow scan on the screen More neither signs out nor changes anything', async ({ page }) => {
  await open(page, '', '1', '2', 'F10');
  const colours = () => page.evaluate(() => document.documentElement.dataset.colours);
  expect(await colours()).toBe('auto');
  for (const name of [/Sign out/, /Colours/, /Training/]) {
    const digit = await menu(page, name).getAttribute('aria-keyshortcuts');
    await slowScan(page, `AB${digit}CDEFGH`);
    await expect(page.getByLabel('Ticket number')).toHaveValue(`AB${digit}CDEFGH`);
    expect(await colours()).toBe('auto');
    // Back to where it was scanned, and from there to the basket.
    await press(page, 'Escape');
    await expect(menu(page, name)).not.toHaveAttribute('aria-pressed');
    await press(page, 'Escape');
    await expect(page.getByRole('region', { name: 'Basket' })).toContainText('2 tickets');
    await press(page, 'F10');
  }
});

test('on the screen More a digit goes to a screen; what changes the till it marks, and Enter does it', async ({
  page,
}) => {
  await open(page, '', 'F10');
  const digit = (await menu(page, /Sign out/).getAttribute('aria-keyshortcuts')) ?? '';
  await press(page, digit);
  await expect(menu(page, /Sign out/)).toHaveAttribute('aria-pressed', 'true');
  // Another key takes the mark away.
  await press(page, 'x');
  await expect(menu(page, /Sign out/)).not.toHaveAttribute('aria-pressed');
  await press(page, digit, 'Enter');
  await expect(page.getByLabel('User name')).toBeVisible();
});

test('[STK1] a scratch ticket that is scanned is named on its line; again, or one that its batch lacks, is refused', async ({
  page,
}) => {
  await open(page);
  const batch = 'SCRATCH-002';
  const rows = rowsOf(page);
  const refusal = page.getByRole('alert');
  await scan(page, `${batch}-005`);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('No. 005');
  await scan(page, `${batch}-005`);
  await expect(refusal).toHaveText('Ticket 005 is in the basket already. Scan another one.');
  await scan(page, `${batch}-999`);
  await expect(refusal).toHaveText(`Batch ${batch} has no ticket 999: it has 100. Scan it again.`);
  await press(page, '+');
  await expect(refusal).toHaveText('Scan each ticket: what is scanned is one piece of paper.');
  await expect(rows).toHaveCount(1);
  // Put aside and taken back it is the same piece of paper still.
  await press(page, 'F5', 'Enter', 'F5', 'Enter');
  await expect(rows).toContainText('No. 005');
  await press(page, 'Enter', 'Enter');
  await expect(receipt(page)).toContainText('Scratch Gold');
  await scan(page, `${batch}-005`);
  await expect(refusal).toHaveText(
    'Ticket 005 was sold at this store before. Keep it aside and tell a manager.',
  );
  await expect(rows).toHaveCount(0);
});

test('asked “Which game?”, a tile is the answer', async ({ page }) => {
  await open(page, '', 'F4');
  await expect(tile(page, 'Scratch Gold')).toBeDisabled();
  await tile(page, 'Mega 6/49').click();
  await expect(page.getByRole('region', { name: 'Numbers for Mega 6/49' })).toBeVisible();
  await press(page, 'Escape');
  await expect(rowsOf(page)).toHaveCount(0);
});

for (const [asked, keys] of [
  ['numbers', ['1', 'F4', ...'123']],
  ['a quantity', ['1', 'F2']],
  ['draws', ['1', 'F3']],
  ['a name to hold the basket', ['1', 'F5']],
  ['which basket to take back', ['1', 'F5', 'Enter', 'F5']],
  ['a payment', ['1', 'Enter']],
] as const) {
  test(`while the till asks for ${asked}, no tile adds to the basket`, async ({ page }) => {
    await open(page, '', ...keys);
    await expect(tile(page, 'Mega 6/49')).toBeDisabled();
    await press(page, 'Escape');
    await expect(tile(page, 'Mega 6/49')).toBeEnabled();
  });
}

test('with a line selected, F4 again chooses numbers of another game, on a line of their own', async ({
  page,
}) => {
  await open(page, '', '2', 'F4', 'F4');
  await tile(page, 'Daily 3').click();
  await press(page, ...'411', 'Enter', 'Enter');
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).first()).toContainText('Lucky 5+1');
  await expect(rowsOf(page).first()).toContainText('QP');
  await expect(rowsOf(page).nth(1)).toContainText('Chosen');
});

const boxOf = (page: Page, name: string) =>
  page.getByRole('toolbar').getByRole('button', { name }).boundingBox();

for (const [language, pay, later] of [
  ['en', 'Pay', 'Later'],
  ['es', 'Cobrar', 'Más tarde'],
] as const) {
  test(`[TKT5] tickets that wait to be printed move no key on the smallest screen (${language})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.addInitScript(() => {
      window.print = () => undefined;
      localStorage.setItem('tillside.printer', '{"kind":"page"}');
    });
    await open(page, `language=${language}`);
    const before = await boxOf(page, pay);
    await press(page, '1', '2', 'Enter', 'Enter', 'F6');
    await page.getByRole('button', { name: later }).click();
    const waiting = page.getByRole('button', { name: /^2 (tickets not confirmed|boletos sin)/ });
    await expect(waiting).toBeVisible();
    expect(await boxOf(page, pay)).toEqual(before);
    const cut = await page
      .locator('button')
      .evaluateAll((all) =>
        all
          .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
          .map((one) => one.textContent),
      );
    expect(cut).toEqual([]);
    await press(page, 'F6');
    await expect(page.getByRole('button', { name: later })).toBeVisible();
  });
}

for (const language of ['en', 'es']) {
  test(`offline after a restart nothing moves, and the whole state can be read (${language})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    const tiles = page.getByRole('region', { name: /Games|Juegos/ });
    await open(page, `language=${language}`);
    const before = await tiles.boundingBox();
    await open(page, `language=${language}&offline&time_unsure`, '1', 'Enter', 'Enter', 'Escape');
    expect((await tiles.boundingBox())?.y).toBe(before?.y);
    const state = page.getByRole('banner').getByRole('status').locator('span[title]');
    await expect(state).toContainText(/connect the till|conecte la caja/);
    expect(await state.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0);
  });
}

test('held baskets are counted at F5, and named where one is put aside, brought back or discarded', async ({
  page,
}) => {
  await open(page, '', '1');
  const hold = page.getByRole('toolbar').locator('[aria-keyshortcuts="F5"]');
  const message = page.getByRole('status', { name: 'Message' });
  await expect(hold).toHaveAccessibleName('Hold');
  await press(page, 'F5', ...'Red coat', 'Enter');
  await expect(message).toHaveText('Held as no. 1 (Red coat).');
  await expect(hold).toHaveAccessibleName('Held (1)');
  await press(page, '2');
  await expect(hold).toHaveAccessibleName('Hold (1)');
  // In the form its number is no key: the digit belongs to the name.
  await press(page, 'F5', '1');
  await expect(page.getByLabel('Name, if you like')).toHaveValue('1');
  const listed = page.getByRole('list', { name: 'Held baskets' }).getByRole('listitem');
  await expect(listed).toContainText('No. 1 · Red coat');
  await expect(listed.locator('[data-key]')).toHaveCount(0);
  await press(page, 'Enter', 'F5', '1', 'Enter');
  await expect(message).toHaveText('Basket no. 1 (Red coat) is back.');
});

test('what is no amount, or far too much, is refused while it is typed, and cannot be taken', async ({
  page,
}) => {
  await open(page, '', '1', 'Enter');
  await expect(payment(page)).toContainText('A sale is paid all in cash, or all by card.');
  const main = page.getByRole('toolbar').getByRole('button').first();
  await expect(main).toHaveAccessibleName('Take $1.00');
  for (const [typed, sentence] of [
    ['abc', 'That is not an amount. Enter digits only, such as 12 or 12.50.'],
    ['20000', 'That is far more than the total. Correct the amount given; Esc goes back to the basket.'],
  ] as const) {
    await page.getByLabel('Amount given').fill(typed);
    await expect(payment(page)).toContainText(sentence);
    await expect(main).toHaveAccessibleName('Correct the amount');
    await press(page, 'Enter');
    await expect(page.getByRole('alert')).toHaveText(sentence);
    await press(page, 'F2');
  }
  await page.getByLabel('Amount given').fill('20');
  await expect(main).toHaveAccessibleName('Take $20.00');
});

test('[MNY1] digits of another script are read as what they are, in every field of numbers', async ({
  page,
}) => {
  await open(page, '', '1', 'F2');
  await page.getByRole('textbox', { name: 'Quantity' }).fill('１२');
  await expect(page.getByRole('textbox', { name: 'Quantity' })).toHaveValue('12');
  await press(page, 'Enter', 'Enter');
  await page.getByLabel('Amount given').fill('۱۲۵٫۵۰');
  await expect(page.getByLabel('Amount given')).toHaveValue('125٫50');
  await expect(page.getByRole('button', { name: /Take \$125\.50/ })).toBeVisible();
});

test('the language is changed under More, at work', async ({ page }) => {
  await open(page, '', 'F10');
  await menu(page, /Language English → Español/).click();
  await expect(page.getByRole('heading', { name: 'Más' })).toBeVisible();
  await menu(page, /Idioma Español → English/).click();
  await expect(page.getByRole('heading', { name: 'More' })).toBeVisible();
});

test('the draws panel says what so many draws cost', async ({ page }) => {
  await open(page, '', '3', 'F3', '+', '+');
  const panel = page.getByRole('region', { name: 'Draws of Mega 6/49' });
  await expect(panel.getByLabel('Total')).toHaveText('$9.00');
});
