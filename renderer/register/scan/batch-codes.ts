import { serialDigits } from '../../../shared/domain/serial-digits.ts';
import { westernDigits } from '../../../shared/domain/western-digits.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';

/** A batch on hand with its game, and as what it stands in a code: its number, or its game's code and its number. */
export interface Held {
  readonly batch: Inventory;
  readonly lottery: Lottery;
  readonly names: readonly string[];
}

export const heldBatches = (lotteries: readonly Lottery[], inventory: readonly Inventory[]): Held[] =>
  inventory.flatMap((batch) => {
    const lottery = lotteries.find(({ _id }) => _id === batch.lottery_id);
    if (!lottery) return [];
    const number = hyphenated(batch.batch_number);
    return [{ batch, lottery, names: [number, gamePrefix(lottery) + number] }];
  });

export const hyphenated = (text: string): string =>
  westernDigits(text)
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '-');

export const bare = (text: string): string => hyphenated(text).replaceAll('-', '');

const gamePrefix = ({ code }: Lottery): string => `${hyphenated(code)}-`;

/** What stands after a name in a code that has its hyphens, or none at all; null where it is another name. */
export function restAfter(name: string, text: string): string | null {
  if (text === name) return '';
  if (text.startsWith(`${name}-`)) return text.slice(name.length + 1);
  const short = bare(name);
  return !text.includes('-') && short !== '' && text.startsWith(short) ? text.slice(short.length) : null;
}

/** The scratch game whose batches are named like this one, with tickets of so many digits. */
export function likeOneHeld(
  name: string,
  serial: string,
  held: readonly Held[],
): { readonly lottery: Lottery; readonly batchNumber: string } | null {
  for (const { batch, lottery, names } of held) {
    const isLike = names.some((one) => shapeOf(one) === shapeOf(name));
    if (lottery.kind !== 'instant' || !isLike || serial.length !== serialDigits(batch)) continue;
    const prefix = gamePrefix(lottery);
    const hasGame = name.startsWith(prefix) && shapeOf(name) === shapeOf(names[1] ?? '');
    return { lottery, batchNumber: hasGame ? name.slice(prefix.length) : name };
  }
  return null;
}

/** `SG-001` and `SG-0010` are named alike; of mere digits only as many are. */
const shapeOf = (name: string): string =>
  /\p{L}/u.test(name) ? name.replace(/\d+/g, '#') : name.replace(/\d/g, '#');
