import { createInstance, type i18n, type TFunction } from 'i18next';
import type { Language } from './languages.ts';
import { en } from './register/en/catalogue.ts';
import { es } from './register/es/catalogue.ts';

export type Say = TFunction;

type Texts = { readonly [Key in keyof typeof en]: object };

/** Both languages stay in the first bundle: 10 kB more, which are there when the network is not. */
const catalogues: Readonly<Record<Language, Texts>> = { en, es };

/** The texts of the screens, beginning in `language`. Tests put catalogues of their own in place. */
export function createTexts(language: Language, own: Partial<Record<Language, Texts>> = {}): i18n {
  const texts = createInstance();
  const resources = Object.fromEntries(
    Object.entries({ ...catalogues, ...own }).map(([name, translation]) => [name, { translation }]),
  );
  void texts.init({
    lng: language,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return texts;
}
