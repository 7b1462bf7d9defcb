import type { ApplicationTexts, Catalogues } from '../load-texts.ts';
import type { en } from './en/catalogue.ts';

/** The service worker keeps every language for days offline. */
const catalogues: Catalogues<typeof en> = {
  en: async () => (await import('./en/catalogue.ts')).en,
  es: async () => (await import('./es/catalogue.ts')).es,
};

export const registerTexts: ApplicationTexts = {
  application: 'register',
  languageKey: 'tillside.language',
  catalogues,
};
