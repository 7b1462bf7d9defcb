import { inPlainEnglish } from '../../shared/refusals/plain-english.ts';
import type { RefusalValue } from '../../shared/refusals/values.ts';
import type { Refusal } from '../../shared/result.ts';
import type { Say } from './create-texts.ts';

/** A refusal's sentence, by its code; in plain English where the catalogue does not know it, as of a newer server. */
export function refusalText(say: Say, refusal: Refusal): string {
  const { code, values = {} } = refusal;
  const words = Object.entries(values).map(([name, value]) => [name, wordsOf(say, name, value)] as const);
  const plain = inPlainEnglish(refusal);
  const sentence = say(keyOf(code), { defaultValue: plain, ...Object.fromEntries(words) });
  // The wire carries no values: a sentence that wants some would show where they stand.
  return refusal.values === undefined && sentence.includes('{{') ? plain : sentence;
}

/** Codes come from elsewhere too; that each of this program's own has its sentence is what the compiler holds. */
const keyOf = (code: string) => `refusals.${code}` as 'refusals.session.none';

const wordsOf = (say: Say, name: string, value: RefusalValue): string | number | readonly string[] =>
  typeof value === 'object'
    ? value.map((item) =>
        say(`refusalItems.${name}` as 'refusalItems.pools', item as Record<'pick' | 'from' | 'to', number>),
      )
    : value;
