import type { i18n } from 'i18next';
import { createTexts } from '../../renderer/texts/create-texts.ts';
import type { Language } from '../../renderer/texts/languages.ts';
import { en } from '../../renderer/texts/register/en/catalogue.ts';
import { es } from '../../renderer/texts/register/es/catalogue.ts';

/** The texts in every language at once, as a page has them that has loaded them all. */
export const testTexts = (language: Language): i18n => createTexts(language, { en, es });
