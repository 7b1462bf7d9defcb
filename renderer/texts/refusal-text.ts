import type { Refusal, RefusalValue } from '../../shared/result.ts';
import type { Say } from './create-texts.ts';

/** A refusal's sentence, by its code; what it says itself where the catalogue does not know it, as of a newer server. */
export function refusalText(say: Say, { code, message, values = {} }: Refusal): string {
  const words = Object.entries(values).map(([name, value]) => [name, wordsOf(say, name, value)] as const);
  return say(keyOf(code), { defaultValue: message, ...Object.fromEntries(words) });
}

/** Codes come from elsewhere: that each of the till's own has its sentence is what a test holds. */
const keyOf = (code: string) => `refusals.${code}` as 'refusals.session.none';

const wordsOf = (say: Say, name: string, value: RefusalValue): string | number | readonly string[] =>
  typeof value === 'object'
    ? value.map((item) =>
        say(`refusalItems.${name}` as 'refusalItems.pools', item as Record<'pick' | 'from' | 'to', number>),
      )
    : value;
