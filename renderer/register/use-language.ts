import { useTranslation } from 'react-i18next';
import { isLanguage, type Language, languageOf } from '../texts/languages.ts';

const key = 'tillside.language';

/** Of this window's profile: users have no language of their own. The browser's, until one was chosen. */
export function deviceLanguage(): Language {
  const chosen = localStorage.getItem(key);
  return isLanguage(chosen) ? chosen : languageOf(navigator.language);
}

export function useLanguage(): readonly [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  return [
    languageOf(i18n.language),
    (language) => {
      localStorage.setItem(key, language);
      void i18n.changeLanguage(language);
    },
  ];
}
