import { expect } from '@playwright/test';
import { test } from './fixtures/stage.ts';

test('the language is chosen at sign-in by key or touch, and stays with the till', async ({ stage }) => {
  const server = await stage.server();
  const till = await stage.machine().open(server.url);
  const { page } = till;
  await till.enrol('DEMO-TILL-0001');
  await page.keyboard.press('F2');
  await expect(page.getByRole('heading', { name: 'Iniciar sesión' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Iniciar sesión' })).toBeVisible();
  expect(await page.locator('html').getAttribute('lang')).toBe('es');

  await page.getByLabel('Usuario').fill('manager');
  await page.getByLabel('Contraseña').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(/^El usuario o la contraseña no son correctos/);
  await page.getByLabel('Contraseña').fill('demo-1234');
  await page.keyboard.press('Enter');
  await page.getByLabel('Fondo de caja').fill('100');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Juegos' })).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');

  // The slip is the customer's: it speaks the chain's language.
  await expect(page.getByRole('article', { name: /^Ticket / })).toContainText('Play responsibly');
  await expect(page.getByRole('button', { name: 'Otra venta' })).toBeVisible();

  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Cerrar sesión' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
