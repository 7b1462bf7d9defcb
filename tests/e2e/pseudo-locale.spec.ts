import { expect, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { faultsOf } from './fixtures/screen-texts.ts';
import { walkScreens } from './fixtures/screen-walk.ts';

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

test('what is in no catalogue is found, and what is cut', async ({ page }) => {
  await page.goto(`${preview.address}?signed_out`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.addStyleTag({ content: 'button { max-width: 40px !important; overflow: hidden }' });
  const { foreign, cut } = await faultsOf(page);
  expect(foreign).toContainEqual(expect.stringContaining('User name'));
  expect(cut).toContainEqual(expect.stringContaining('Español'));
});

for (const [title, language] of [
  ['in the pseudo-locale every text comes from the catalogue and fits', 'pseudo'],
  ['in Spanish every text fits', 'language=es'],
] as const) {
  test(`${title} at 1024 × 768`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1024, height: 768 });
    const found: string[] = [];
    await walkScreens(page, preview.address, language, async (screen) => {
      const { foreign, cut } = await faultsOf(page);
      if (language === 'pseudo')
        found.push(...foreign.map((text) => `${screen}: not in the catalogue: ${text}`));
      found.push(...cut.map((text) => `${screen}: ${text}`));
    });
    expect(found).toEqual([]);
  });
}
