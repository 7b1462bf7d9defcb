import type { i18n } from 'i18next';
import type { Say } from '../../texts/create-texts.ts';
import { languageOf } from '../../texts/languages.ts';
import type { TillView } from '../../till/api.ts';
import { createFormat, type Format } from '../format.ts';

/** What is handed to customers: in the chain's language, whoever stands at the till. */
export interface Paper {
  readonly t: Say;
  readonly format: Format;
}

export const paperOf = (texts: i18n, settings: TillView['settings'], timeZone: string): Paper => ({
  t: texts.getFixedT(languageOf(settings.locale)),
  format: createFormat(settings, timeZone),
});
