import type { i18n } from 'i18next';
import { type Catalogue, createTexts } from './create-texts.ts';
import type { Language } from './languages.ts';

/** Each is a file of its own, loaded when its language is chosen; the service worker keeps all of them for days offline. */
const catalogues: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./register/en/catalogue.ts')).en,
  es: async () => (await import('./register/es/catalogue.ts')).es,
};

export async function loadTexts(language: Language): Promise<i18n> {
  return createTexts(language, { [language]: await catalogues[language]() });
}

/** Whether `texts` can speak the language from now on: false where its catalogue is not here and cannot be had. */
export async function addLanguage(texts: i18n, language: Language): Promise<boolean> {
  if (texts.hasResourceBundle(language, 'translation')) return true;
  try {
    texts.addResourceBundle(language, 'translation', await catalogues[language]());
    return true;
  } catch {
    return false;
  }
}
