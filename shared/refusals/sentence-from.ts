import type { Refusal } from '../result.ts';
import { inPlainEnglish } from './plain-english.ts';

/** A refusal's sentence from a catalogue in one language without plural forms; in plain English where it has none. */
export function sentenceFrom(
  catalogue: Readonly<Record<string, Readonly<Record<string, string>>>>,
  refusal: Refusal,
): string {
  const { code, values = {} } = refusal;
  const [area = '', name = ''] = code.split('.');
  const text = catalogue[area]?.[`${name}_${values.context}`] ?? catalogue[area]?.[name];
  return text === undefined
    ? inPlainEnglish(refusal)
    : text.replace(/\{\{(\w+)\}\}/g, (_place, value: string) => String(values[value]));
}
