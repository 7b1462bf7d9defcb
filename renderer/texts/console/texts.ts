import type { ApplicationTexts, Catalogues } from '../load-texts.ts';
import type { en } from './en/catalogue.ts';

const catalogues: Catalogues<typeof en> = {
  en: async () => (await import('./en/catalogue.ts')).en,
  es: async () => (await import('./es/catalogue.ts')).es,
};

export const consoleTexts: ApplicationTexts = {
  application: 'console',
  // Another than the register's: both may be open in one browser.
  languageKey: 'tillside.console.language',
  catalogues,
};
