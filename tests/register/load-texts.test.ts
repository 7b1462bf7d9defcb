import { expect, test } from 'vitest';
import { addLanguage, loadTexts } from '../../renderer/texts/load-texts.ts';
import { registerTexts } from '../../renderer/texts/register/texts.ts';

test('a language is loaded when it is chosen; until then another one speaks in its place', async () => {
  const texts = await loadTexts(registerTexts, 'es');
  expect(texts.t('more.signOut')).toBe('Cerrar sesión');
  const slips = texts.getFixedT('en');
  expect(slips('more.signOut')).toBe('Cerrar sesión');
  expect(await addLanguage(registerTexts, texts, 'en')).toBe(true);
  expect(slips('more.signOut')).toBe('Sign out');
  expect(texts.t('more.signOut')).toBe('Cerrar sesión');
});
