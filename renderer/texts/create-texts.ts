import { createInstance, type i18n, type TFunction } from 'i18next';
import type { Application } from '../../shared/applications.ts';
import { allLanguages, type Language } from './languages.ts';

/** Says a text of the register. */
export type Say = TFunction;

/**
 * The texts of an application's screens, beginning in `language`, from the catalogues at hand; more may be added
 * (load-texts.ts).
 */
export function createTexts(
  application: Application,
  language: Language,
  catalogues: Partial<Record<Language, object>>,
): i18n {
  const texts = createInstance();
  const resources = Object.fromEntries(
    Object.entries(catalogues).map(([name, catalogue]) => [name, { [application]: catalogue }]),
  );
  void texts.init({
    lng: language,
    // Every catalogue is complete. Where one could not be loaded, any other language says more than a key.
    fallbackLng: allLanguages,
    ns: application,
    defaultNS: application,
    resources,
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  // While a screen is being worked on (`npm run dev`), its texts change without a reload.
  import.meta.hot?.on('tillside:texts', (changed) => {
    if (changed.application !== application) return;
    texts.addResourceBundle(changed.language, application, changed.catalogue);
    void texts.changeLanguage(texts.language);
  });
  return texts;
}
