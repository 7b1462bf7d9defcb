import { useTranslation } from 'react-i18next';
import { isLanguage, type Language, languageOf } from '../texts/languages.ts';
import { addLanguage } from '../texts/load-texts.ts';

const key = 'tillside.language';

/** Of this window's profile: users have no language of their own. The browser's, until one was chosen. */
export function deviceLanguage(): Language {
  const chosen = localStorage.getItem(key);
  return isLanguage(chosen) ? chosen : languageOf(navigator.language);
}

/** The language of the screens and how to choose another; `refuse` says so where its texts cannot be had. */
export function useLanguage(
  refuse: (message: string) => void,
): readonly [Language, (language: Language) => void] {
  const { i18n, t } = useTranslation();
  const choose = async (language: Language) => {
    if (!(await addLanguage(i18n, language))) return refuse(t('frame.languageFailed'));
    localStorage.setItem(key, language);
    await i18n.changeLanguage(language);
  };
  return [languageOf(i18n.language), (language) => void choose(language)];
}
