import type { i18n } from 'i18next';
import type { Application } from '../../shared/applications.ts';
import { createTexts } from './create-texts.ts';
import type { Language } from './languages.ts';
import type { Translation } from './translation.ts';

/** Each is a file of its own, loaded when its language is chosen. */
export type Catalogues<Texts> = { readonly [In in Language]: () => Promise<Translation<Texts, In>> };

/** All that an application says, in every language. */
export interface ApplicationTexts {
  readonly application: Application;
  /** Where the browser keeps the chosen language. */
  readonly languageKey: string;
  readonly catalogues: Readonly<Record<Language, () => Promise<object>>>;
}

export async function loadTexts(
  { application, catalogues }: ApplicationTexts,
  language: Language,
): Promise<i18n> {
  return createTexts(application, language, { [language]: await catalogues[language]() });
}

/** Whether `texts` can speak the language from now on: false where its catalogue is not here and cannot be had. */
export async function addLanguage(
  { application, catalogues }: ApplicationTexts,
  texts: i18n,
  language: Language,
): Promise<boolean> {
  if (texts.hasResourceBundle(language, application)) return true;
  try {
    texts.addResourceBundle(language, application, await catalogues[language]());
    return true;
  } catch {
    return false;
  }
}
