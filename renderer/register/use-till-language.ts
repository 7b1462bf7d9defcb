import { useTranslation } from 'react-i18next';
import type { Language } from '../texts/languages.ts';
import { registerTexts } from '../texts/register/texts.ts';
import { useLanguage } from '../texts/use-language.ts';

/** The language of the till's screens and how to choose another; `refuse` says so where its texts cannot be had. */
export function useTillLanguage(
  refuse: (message: string) => void,
): readonly [Language, (language: Language) => void] {
  const { t } = useTranslation();
  return useLanguage(registerTexts, () => refuse(t('frame.languageFailed')));
}
