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

test('axe finds nothing on any screen, in light and in dark colours (WCAG 2.2 AA)', async ({ page }) => {
  test.setTimeout(600_000);
  await page.setViewportSize({ width: 1024, height: 768 });
  const found = new Set<string>();
  const look = async (screen: string, builder: AxeBuilder) => {
    const { violations } = await builder.analyze();
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes)
        found.add(`${screen}: ${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`);
  };
  const show = (colorScheme: 'light' | 'dark') => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await show('light');
  await walkScreens(page, preview.address, 'english', async (screen) => {
    await look(`${screen}, light`, axeOf(page).withTags(tags));
    await show('dark');
    await look(`${screen}, dark`, axeOf(page).withRules(ofColours));
    await show('light');
  });
  expect([...found]).toEqual([]);
});
