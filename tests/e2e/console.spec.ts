import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures/stage.ts';

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('the console says how its server is, and hears when it goes and comes back', async ({ stage, page }) => {
  const server = await stage.server();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${server.url}/console/`);
  const state = page.getByRole('status');
  await expect(state).toHaveText(/^Connected\./);
  await expect(page.getByText(new URL(server.url).host)).toBeVisible();
  await server.stop();
  await expect(state).toHaveText(/^The server does not answer\./);
  await server.start();
  await expect(state).toHaveText(/^Connected\./);
  expect(refused).toEqual([]);
});

for (const colours of ['Light', 'Dark']) {
  test(`axe finds nothing in the console in ${colours} colours (WCAG 2.2 AA)`, async ({ stage, page }) => {
    const server = await stage.server();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.url}/console/`);
    await page.getByText(colours, { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colours.toLowerCase());
    await expect(page.getByRole('status')).toHaveText(/^Connected\./);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
}

test('its language and colours stay with the browser, and are not the register’s', async ({
  stage,
  page,
}) => {
  const server = await stage.server();
  await page.goto(`${server.url}/console/`);
  await page.getByLabel('Language').selectOption('Español');
  await expect(title(page, 'Servidor')).toBeVisible();
  await page.getByText('Oscuro', { exact: true }).click();
  await page.goto(`${server.url}/console/any/address`);
  await expect(title(page, 'Servidor')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await page.goto(server.url);
  await expect(title(page, 'Enrol this till')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-colours', 'auto');
});

test('a browser that keeps the register for offline still asks the server for everything else', async ({
  stage,
  page,
}) => {
  const server = await stage.server();
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await page.goto(`${server.url}/console/stores`);
  await expect(page.getByText('Head office')).toBeVisible();
  const health = await page.goto(`${server.url}/api/health`);
  expect([health?.status(), health?.fromServiceWorker()]).toEqual([200, false]);
  const nothing = await page.goto(`${server.url}/nothing`);
  expect([nothing?.status(), nothing?.fromServiceWorker()]).toEqual([404, false]);

  await server.stop();
  await page.goto(`${server.url}/?from=a-bookmark`);
  await expect(title(page, 'Enrol this till')).toBeVisible();
  await expect(page.goto(`${server.url}/console/`)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});
