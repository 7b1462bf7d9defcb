/** Each by its own name, as a person looks for it, and with the plural forms that it has (those of `Intl.PluralRules`). */
export const languages = {
  en: { name: 'English', plurals: ['one', 'other'] },
  es: { name: 'Español', plurals: ['one', 'many', 'other'] },
} as const;
export type Language = keyof typeof languages;

export const allLanguages = Object.keys(languages) as Language[];

/** The one that follows, the first after the last. */
export const languageAfter = (language: Language): Language =>
  allLanguages[(allLanguages.indexOf(language) + 1) % allLanguages.length] ?? language;

export const isLanguage = (text: string | null): text is Language =>
  text !== null && Object.hasOwn(languages, text);

/** The language of a locale such as `es-MX`; English where there are no texts for it. */
export function languageOf(locale: string): Language {
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  return isLanguage(language) ? language : 'en';
}

/** How numbers and dates are written in a language where the chain's own locale says the rest, such as the region. */
export function localeIn(language: Language, chainLocale: string): string {
  const own = new Intl.Locale(chainLocale);
  return own.language === language
    ? chainLocale
    : new Intl.Locale(language, own.region ? { region: own.region } : {}).toString();
}
