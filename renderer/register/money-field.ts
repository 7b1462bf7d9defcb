import type { ChainSettings } from '../../shared/schema/chain-settings.ts';

/** The decimal mark for the number pad, where the currency has decimals. */
export function decimalKey({
  locale,
  currency_exponent,
}: Pick<ChainSettings, 'locale' | 'currency_exponent'>): readonly string[] {
  if (currency_exponent === 0) return [];
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1.5);
  return [parts.find(({ type }) => type === 'decimal')?.value ?? '.'];
}

/** As a person types an amount: with the locale's own decimal mark, which `parseMoney` reads for certain. */
export function typedMoney(
  minor: number,
  settings: Pick<ChainSettings, 'locale' | 'currency_exponent'>,
): string {
  const { currency_exponent: exponent } = settings;
  const units = 10 ** exponent;
  const decimals = String(minor % units).padStart(exponent, '0');
  return [Math.floor(minor / units), ...decimalKey(settings).map((mark) => mark + decimals)].join('');
}
