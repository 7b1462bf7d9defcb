/** Each by its own name, as a person looks for it. */
export const languages = { en: 'English', es: 'Español' } as const;
export type Language = keyof typeof languages;

/** The one that follows, the first after the last. */
export function languageAfter(language: Language): Language {
  const all = Object.keys(languages) as Language[];
  return all[(all.indexOf(language) + 1) % all.length] ?? language;
}

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
