import type { ChainSettings } from '../../shared/schema/chain-settings.ts';

/** The decimal mark for the number pad, where the currency has decimals. */
export function decimalKey({ locale, currency_exponent }: ChainSettings): readonly string[] {
  if (currency_exponent === 0) return [];
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1.5);
  return [parts.find(({ type }) => type === 'decimal')?.value ?? '.'];
}
