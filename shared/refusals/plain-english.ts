import type { Refusal } from '../result.ts';
import type { RefusalValue } from './values.ts';

/**
 * A refusal for logs and callers of the API, which have no catalogue: “stock: batch exists (batch: ACE-1)”. What another
 * program refused is repeated as it said it.
 */
export function inPlainEnglish({ code, values = {}, message }: Refusal): string {
  if (message !== undefined) return message;
  const { context, detail, ...named } = values;
  const what = spaced(code.replace('.', ': '));
  const which = context === undefined ? what : `${what}, ${spaced(String(context))}`;
  const details = Object.entries(named).map(([name, value]) => `${spaced(name)}: ${wordsOf(value)}`);
  if (detail !== undefined) details.push(String(detail));
  return details.length === 0 ? which : `${which} (${details.join(', ')})`;
}

const spaced = (name: string) => name.replaceAll('_', ' ');

const wordsOf = (value: RefusalValue): string =>
  typeof value === 'object'
    ? value
        .map((item) =>
          Object.entries(item)
            .map(([name, part]) => `${spaced(name)} ${part}`)
            .join(' '),
        )
        .join('; ')
    : String(value);
