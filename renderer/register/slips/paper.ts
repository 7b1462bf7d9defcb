import type { i18n } from 'i18next';
import { languageOf } from '../../texts/languages.ts';
import type { TillView } from '../../till/api.ts';
import { createFormat } from '../format.ts';
import type { Paper } from '../till-context.ts';

export const paperOf = (texts: i18n, settings: TillView['settings'], timeZone: string): Paper => ({
  t: texts.getFixedT(languageOf(settings.locale)),
  format: createFormat(settings, timeZone),
});
