import { useTranslation } from 'react-i18next';
import { isLanguage, type Language, languageOf } from './languages.ts';
import { type ApplicationTexts, addLanguage } from './load-texts.ts';

/** Of this window's profile: users have no language of their own. The browser's, until one was chosen. */
export function chosenLanguage({ languageKey }: ApplicationTexts): Language {
  const chosen = localStorage.getItem(languageKey);
  return isLanguage(chosen) ? chosen : languageOf(navigator.language);
}

/** The language of the screens and how to choose another; `failed` where its texts cannot be had. */
export function useLanguage(
  texts: ApplicationTexts,
  failed: () => void,
): readonly [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  const choose = async (language: Language) => {
    if (!(await addLanguage(texts, i18n, language))) return failed();
    localStorage.setItem(texts.languageKey, language);
    await i18n.changeLanguage(language);
  };
  return [languageOf(i18n.language), (language) => void choose(language)];
}
