import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type PreviewServer, startPreview } from '../register/preview/preview-server.ts';
import { walkScreens } from './fixtures/screen-walk.ts';

/** WCAG 2.2 to level AA; `target-size` is of them and off in axe unless asked for. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Of these tags' rules those that look at colours: all that another theme of the same screens can break. */
const ofColours = ['color-contrast', 'link-in-text-block'];

let preview: PreviewServer;
test.beforeAll(async () => {
  preview = await startPreview(0);
});
test.afterAll(() => preview.stop());

/** Without frames there is nothing to be joined on a page of its own, as axe does unless told so. */
const axeOf = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

for (const [colorScheme, builder] of [
  ['light', (page: Page) => axeOf(page).withTags(tags)],
  ['dark', (page: Page) => axeOf(page).withRules(ofColours)],
] as const) {
  test(`axe finds nothing on any screen in ${colorScheme} colours (WCAG 2.2 AA)`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1024, height: 768 });
    const found = new Set<string>();
    await walkScreens(page, preview.address, 'english', async (screen) => {
      const { violations } = await builder(page).analyze();
      for (const { id, nodes } of violations)
        for (const { html, failureSummary } of nodes)
          found.add(`${screen}: ${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`);
    });
    expect([...found]).toEqual([]);
  });
}
