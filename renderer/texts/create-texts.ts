import { createInstance, type i18n, type TFunction } from 'i18next';
import { type Language, languages } from './languages.ts';
import type { en } from './register/en/catalogue.ts';

export type Say = TFunction;

/** Every text of one language. */
export type Catalogue = { readonly [Key in keyof typeof en]: object };

/** The texts of the screens, beginning in `language`, from the catalogues at hand; more may be added (load-texts.ts). */
export function createTexts(language: Language, catalogues: Partial<Record<Language, Catalogue>>): i18n {
  const texts = createInstance();
  const resources = Object.fromEntries(
    Object.entries(catalogues).map(([name, translation]) => [name, { translation }]),
  );
  void texts.init({
    lng: language,
    // Every catalogue is complete. Where one could not be loaded, any other language says more than a key.
    fallbackLng: Object.keys(languages),
    resources,
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  // While a screen is being worked on (`npm run dev`), its texts change without a reload.
  import.meta.hot?.on('tillside:texts', ({ language: changed, catalogue }) => {
    texts.addResourceBundle(changed, 'translation', catalogue);
    void texts.changeLanguage(texts.language);
  });
  return texts;
}
