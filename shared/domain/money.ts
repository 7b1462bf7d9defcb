import { ok, type Refusal, type Result, refuse } from '../result.ts';
import type { ChainSettings } from '../schema/chain-settings.ts';
import { westernDigits } from './western-digits.ts';

export type Rounding = ChainSettings['rounding'];
type MoneyFormat = Pick<ChainSettings, 'currency' | 'currency_exponent' | 'locale'>;

/**
 * Tax on one line's price, both in minor units; `rateBp` in basis points (825 is 8.25 %). The only place where money
 * is rounded (MNY2): a negative price gives exactly the negative tax, so that a reversal takes back what was taken.
 */
export function taxOf(priceMinor: number, rateBp: number, rounding: Rounding): number {
  if (!Number.isSafeInteger(priceMinor) || !Number.isSafeInteger(rateBp) || rateBp < 0) {
    throw new Error(`no tax on ${priceMinor} at ${rateBp} bp`);
  }
  // In BigInt: price times rate may leave the safe integers.
  const exact = BigInt(Math.abs(priceMinor)) * BigInt(rateBp);
  const floor = exact / 10_000n;
  const rest = exact % 10_000n;
  const up = rest > 5_000n || (rest === 5_000n && (rounding === 'half_up' || floor % 2n === 1n));
  const size = rounding === 'down' || !up ? floor : floor + 1n;
  return safe(Number(priceMinor < 0 ? -size : size));
}

/** Sum of amounts in minor units. Throws where it leaves the safe integers (MNY1). */
export function sumMinor(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum = safe(sum + safe(amount));
  return sum;
}

function safe(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new Error(`${amount} is not a safe amount of money`);
  return amount;
}

// Intl formatters take 50 µs to make and a screen formats hundreds of amounts.
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale} ${key}`;
  let found = formatters.get(name);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    formatters.set(name, found);
  }
  return found;
}

/** An amount in minor units as the chain's locale writes it: `$7.00`, `7,00 €`. */
export function formatMoney(amountMinor: number, format: MoneyFormat): string {
  const digits = format.currency_exponent;
  const money = formatter(format.locale, `${format.currency} ${digits}`, {
    style: 'currency',
    currency: format.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As text: dividing by a power of ten would lose cents of large amounts.
  const size = String(Math.abs(safe(amountMinor))).padStart(digits + 1, '0');
  const whole = size.slice(0, size.length - digits);
  const text = digits === 0 ? whole : `${whole}.${size.slice(-digits)}`;
  return money.format(`${amountMinor < 0 ? '-' : ''}${text}` as Intl.StringNumericLiteral);
}

/**
 * What a person typed, in minor units, never negative: `12`, `12.5`, `12,50`, or with the locale's grouping. Where a
 * text can be read in two ways (`1,234`) the locale's way counts. Refuses with `money.invalid`.
 */
export function parseMoney(
  text: string,
  format: Pick<MoneyFormat, 'currency_exponent' | 'locale'>,
): Result<number, Refusal<'money.invalid'>> {
  const grouping = formatter(format.locale, 'grouping', { useGrouping: 'always', maximumFractionDigits: 0 });
  const typed = plain(text);
  if (typed.startsWith('-')) return refuse('money.invalid', { context: 'negative' });

  const split = /^(.*?)(?:([.,٫])(\d*))?$/u.exec(typed);
  const decimalMark = formatter(format.locale, 'decimal', { minimumFractionDigits: 1 })
    .formatToParts(1.5)
    .find((part) => part.type === 'decimal')?.value;
  const isWhole = (part: string) =>
    /^\d+$/.test(part) || (/^\d/.test(part) && plain(grouping.format(digitsOf(part))) === part);

  let whole = typed;
  let decimals = '';
  if (!isWhole(typed) && split) {
    whole = split[1] ?? '';
    decimals = split[3] ?? '';
    const onlyDecimals = whole === '' && decimals !== '';
    // Beside another mark than the locale's own, a grouping would be a guess.
    const sound = split[2] === decimalMark ? isWhole(whole) : /^\d+$/.test(whole);
    if (!onlyDecimals && !sound) return refuse('money.invalid', { context: 'digits' });
  }
  const exponent = format.currency_exponent;
  if (decimals.length > exponent) {
    return exponent === 0
      ? refuse('money.invalid', { context: 'no_decimals' })
      : refuse('money.invalid', { context: 'decimals', max: exponent });
  }
  const amount = Number(`${digitsOf(whole)}${decimals.padEnd(exponent, '0')}`);
  return Number.isSafeInteger(amount) ? ok(amount) : refuse('money.invalid', { context: 'too_large' });
}

const digitsOf = (text: string) => BigInt(text.replace(/\D/g, '') || '0');

/** One kind of digits, decimal mark, minus, apostrophe and grouping space: what keyboards and `Intl` write differently. */
const plain = (text: string): string =>
  westernDigits(text.trim())
    .replace(/\s/gu, ' ')
    .replace(/[’']/gu, "'")
    .replace(/．/gu, '.')
    .replace(/，/gu, ',')
    .replace(/[−–－]/gu, '-');

/**
 * Up to three amounts above `totalMinor` that a customer would hand over in notes; the exact amount is not among
 * them. 7.00 gives 10.00, 20.00, 50.00.
 */
export function nextNotes(totalMinor: number, exponent: number): number[] {
  if (totalMinor <= 0) return [];
  // Currencies without decimals have large units: their notes begin at about 1,000.
  const smallest = exponent === 0 ? 1000 : 5 * 10 ** exponent;
  const tenders = new Set<number>();
  for (let power = 10 ** exponent; tenders.size < 3 && Number.isSafeInteger(power * 10); power *= 10) {
    for (const leading of [1, 2, 5]) {
      const note = leading * power;
      if (note < smallest || note < totalMinor / 10) continue;
      // Nobody lays down three twenties for a fifty: a 2 counts as a single note.
      if (leading === 2 && totalMinor > note) continue;
      const tender = Math.ceil(totalMinor / note) * note;
      if (tender > totalMinor && Number.isSafeInteger(tender)) tenders.add(tender);
    }
  }
  return [...tenders].sort((a, b) => a - b).slice(0, 3);
}
