import type { Envelope } from '../../../shared/journal/entry.ts';
import { isTillKind, tillTraitsOf } from '../../../shared/journal/kinds.ts';
import type { Say } from '../../texts/create-texts.ts';
import type { Format } from '../format.ts';

/** An entry as people call it. One that a newer version made has no name here yet. */
export const entryName = (say: Say, { kind }: Envelope): string =>
  isTillKind(kind) ? say(`unsent.kinds.${kind}`) : kind;

/** What it is worth, in the unit that fits: money, or pieces of stock. */
export function entryAmount({ kind, body }: Envelope, { money }: Pick<Format, 'money'>): string {
  const amount = tillTraitsOf(kind)?.amount?.(body);
  if (!amount) return '';
  return 'minor' in amount ? money(amount.minor) : String(amount.pieces);
}
