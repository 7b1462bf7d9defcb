import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { screenStates } from '../register/preview/screen-states.ts';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

/** On a till in memory in the state that `scene` says; `keys` go to the screen. */
async function open(page: Page, scene: string, ...keys: string[]): Promise<void> {
  await page.goto(`${preview.address}?${scene}`);
  await expect(page.locator('h1').first()).toBeAttached();
  for (const key of keys) {
    // Slower than a scanner.
    await page.keyboard.press(key, { delay: 50 });
    // In the first moments after its start a till still fetches its other screens.
    await expect(page.getByRole('heading', { name: 'Loading the screen…' })).toHaveCount(0);
  }
}

/** Each key in the action bar is a way out. */
const wayOut = (page: Page, name: string | RegExp) => page.getByRole('toolbar').getByRole('button', { name });

for (const [screen, states] of Object.entries(screenStates)) {
  for (const [state, scene, keys, sentence, out] of states) {
    test(`${screen}, ${state}: says so${out ? `, and “${out}” leads on` : ''}`, async ({ page }) => {
      await open(page, scene, ...keys.split(' ').filter(Boolean));
      // The tiles' sentences come first of those that are alike.
      await expect(page.getByText(sentence).first()).toBeVisible();
      if (out) await expect(wayOut(page, out)).toBeEnabled();
    });
  }
}

for (const [state, sentence] of [
  ['reads_never', 'Reading the tickets…'],
  ['reads_failed', /^The tickets could not be read\. Go back and look again \(F6\)/],
] as const) {
  test(`tickets not confirmed as printed, ${state}: their number is known, and the next sale may go first`, async ({
    page,
  }) => {
    await page.addInitScript(() => {
      window.print = () => undefined;
      localStorage.setItem('tillside.printer', '{"kind":"page"}');
    });
    await open(page, state, '1', 'Enter', 'Enter');
    await expect(wayOut(page, 'Next sale')).toBeVisible();
    await page.keyboard.press('F6');
    await expect(page.getByRole('heading', { name: '1 ticket is not confirmed as printed' })).toBeVisible();
    await expect(page.getByText(sentence)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Basket' })).toBeVisible();
  });
}

test('a till that head office has stopped sells nothing; its tickets, shift and unsent entries stay at hand', async ({
  page,
}) => {
  for (const scene of ['locked', 'revoked']) {
    await open(page, scene, '1', 'Enter');
    await expect(page.getByRole('region', { name: 'Games' })).toHaveCount(0);
    for (const [key, heading] of [
      ['F8', 'Ticket'],
      ['F9', 'Shift'],
      ['F10', 'More'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('heading', { level: 1, name: /^This till is/ })).toBeVisible();
    }
  }
});

test('a screen that cannot be fetched says so; the same key tries again, and Esc goes back to selling', async ({
  page,
}) => {
  // Before the register fetches its screens by itself.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.route(/ticket-screen.*\.js/, (route) => route.abort());
  await open(page, '', 'F8');
  await expect(page.getByRole('heading', { name: 'This screen could not be loaded' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Games' })).toBeVisible();

  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'This screen could not be loaded' })).toBeVisible();
  await page.unroute(/ticket-screen.*\.js/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ticket', exact: true })).toBeVisible();
});

test('nothing jumps: title, total and keys stand where they stood, offline or refused', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const places = async () => {
    const boxes = [
      page.getByRole('button', { name: 'Pay' }),
      page.getByLabel('Total', { exact: true }),
      page.getByRole('region', { name: 'Games' }),
    ].map((part) => part.boundingBox());
    return (await Promise.all(boxes)).map((box) => box && [box.x + box.width, box.y]);
  };
  await open(page, '');
  const calm = await places();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('The basket is empty. Press a game’s number first.');
  expect(await places()).toEqual(calm);
  await open(page, 'offline');
  expect(await places()).toEqual(calm);
});
