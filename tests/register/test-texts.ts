import type { i18n } from 'i18next';
import { createTexts } from '../../renderer/texts/create-texts.ts';
import { allLanguages, type Language } from '../../renderer/texts/languages.ts';
import { registerTexts } from '../../renderer/texts/register/texts.ts';

const catalogues = Object.fromEntries(
  await Promise.all(
    allLanguages.map(async (language) => [language, await registerTexts.catalogues[language]()] as const),
  ),
);

/** The texts in every language at once, as a page has them that has loaded them all. */
export const testTexts = (language: Language): i18n => createTexts('register', language, catalogues);
