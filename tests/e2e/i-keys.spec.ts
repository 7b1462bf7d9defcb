import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';

interface Screen {
  readonly scene?: string;
  /** How one gets there. */
  readonly by: readonly string[];
  /** Keys that no button shows. */
  readonly also?: readonly string[];
  /** Keys that have nothing to do here. */
  readonly idle?: readonly string[];
}

const sale = ['1', 'Enter', 'Enter'];

/** The keys themselves come from the screen: whatever a button of its action bar says is its key must do something. */
const screens: Readonly<Record<string, Screen>> = {
  'sign-in': { scene: 'signed_out', by: [] },
  'open shift': { scene: 'no_shift', by: [] },
  'sell, empty': { by: [], also: ['/', '5'], idle: ['Backspace', 'F7'] },
  basket: { by: ['1', '2', '4'], also: ['/', 'ArrowUp', '+', '-', 'Delete', '*'] },
  quantity: { by: ['1', 'F2'], also: ['7'] },
  draws: { by: ['2', 'F3', '+'], also: ['7'] },
  numbers: { by: ['2', 'F4'], also: ['7'] },
  'which game': { by: ['F4'] },
  'command field': { by: ['/'], also: ['7'] },
  payment: { by: ['1', 'Enter'], also: ['5'] },
  'payment by card': { by: ['1', 'Enter', 'F3'], also: ['5'] },
  // A second Enter within a moment is a bouncing key: b-three-keys waits it out.
  slips: { by: sale, idle: ['Enter'] },
  tickets: { by: [...sale, 'Escape', 'F8'], also: ['7'] },
  more: { by: ['F10'] },
  stock: { by: ['F10', '1'] },
  receive: { by: ['F10', '1', 'F2'], also: ['7'] },
  unsent: { by: ['F10', '2'] },
};

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

/** Slower than a scanner: each is carried out before the next. */
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key, { delay: 40 });
};

async function open(page: Page, { scene = '', by }: Screen): Promise<void> {
  await page.goto(`${preview.address}?now=2026-11-24T15:00:00.000Z&${scene}`);
  await expect(page.getByRole('toolbar').getByRole('button').first()).toBeVisible();
  for (const key of by) {
    const before = await seen(page);
    await press(page, key);
    await expect.poll(() => seen(page)).not.toBe(before);
  }
}

/** What a person sees, but for what chance and the clock decide; where the cursor is; how often it printed. */
const seen = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('main, footer, [role="alert"], [role="status"]')];
    const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
    const pressed = [...document.querySelectorAll('[aria-pressed], [aria-current]')].map((element) =>
      ['aria-pressed', 'aria-current'].map((name) => element.getAttribute(name)).join(),
    );
    const slips = document.querySelectorAll('article').length;
    const rows = document.querySelectorAll('[aria-label="Basket"] li').length;
    const { documentElement: html, activeElement: focused } = document;
    return JSON.stringify({
      text: shown.map((element) => (element as HTMLElement).innerText.replaceAll(/\d/g, '#')),
      quantity: document.querySelector('[aria-label="Basket"] output')?.textContent,
      ...{ fields, pressed, slips, rows, focused: focused?.id, lang: html.lang },
      scheme: html.dataset.mantineColorScheme,
      prints: (window as unknown as { prints: number }).prints,
    });
  });

async function shortcuts(page: Page): Promise<readonly string[]> {
  const shown = await page
    .locator('[role="toolbar"] button:not(:disabled):not([aria-pressed="true"])')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-keyshortcuts') ?? ''));
  return [...new Set(shown)];
}

for (const [name, screen] of Object.entries(screens)) {
  test(`every key of “${name}” does something, and the browser nothing of its own`, async ({ page }) => {
    await page.addInitScript(() => {
      const watch = Object.assign(window, { prints: 0, left: [] as string[] });
      window.print = () => {
        watch.prints += 1;
      };
      // Heard after the register: what it left to the browser.
      window.addEventListener('keydown', (event) => {
        if (!event.defaultPrevented && /^F\d+$/.test(event.key)) watch.left.push(event.key);
      });
    });
    await open(page, screen);
    const shown = await shortcuts(page);
    const all = [...shown.filter((key) => !screen.idle?.includes(key)), ...(screen.also ?? [])];
    expect(all.length).toBeGreaterThan(0);
    for (const shortcut of all) {
      await open(page, screen);
      const before = await seen(page);
      await press(page, shortcut);
      await expect.poll(() => seen(page), `${shortcut} does something`).not.toBe(before);
      expect(await page.evaluate(() => (window as unknown as { left: string[] }).left)).toEqual([]);
    }
  });
}

test('a held key counts once', async ({ page }) => {
  const rows = page.getByRole('region', { name: 'Basket' }).getByRole('listitem').filter({ hasText: /\S/ });
  const hold = async (key: string) => {
    for (let times = 0; times < 6; times++) await page.keyboard.down(key);
    await page.keyboard.up(key);
  };
  await open(page, { by: ['1', '2'] });
  await hold('4');
  await expect(rows).toHaveCount(3);
  await hold('+');
  await expect(rows.last()).toContainText('2 × Raffle 100');
  await hold('-');
  await expect(rows.last()).not.toContainText('×');
  await hold('Backspace');
  await expect(rows).toHaveCount(2);
  await hold('ArrowUp');
  await hold('Delete');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Lucky 5+1');
  await hold('Enter');
  await expect(page.getByRole('region', { name: 'Payment' })).toBeVisible();
  await hold('Enter');
  await expect(page.getByRole('button', { name: 'Next sale' })).toBeVisible();
  await hold('F8');
  await hold('Escape');
  await expect(page.getByRole('region', { name: 'Games' })).toBeVisible();
});

test('where there are ten games or more, each has two digits', async ({ page }) => {
  await open(page, { scene: 'games=12', by: [] });
  const rows = page.getByRole('region', { name: 'Basket' }).getByRole('listitem').filter({ hasText: /\S/ });
  const names = await page.locator('[aria-label="Games"] button b:first-of-type').allInnerTexts();
  await press(page, '1');
  await expect(page.getByRole('status', { name: 'Message' })).toHaveText(/^1…/);
  await press(page, '2');
  await expect(rows).toContainText(names.filter((text) => !text.startsWith('$'))[11] ?? '?');
  await press(page, '0', '3', '*');
  await press(page, '0', '1');
  await expect(rows).toHaveCount(2);
});
