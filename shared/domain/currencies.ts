import type { ChainSettings } from '../schema/chain-settings.ts';

/** How an amount is rounded to the smallest coin: the name stands in the entry (MNY2). */
export type CashRule = 'half_up' | 'half_down';

interface Currency {
  /** Notes and coins in circulation, in units of the currency, largest first. */
  readonly cash: readonly number[];
  /** Smallest amount that is paid in cash, in units; null where every minor unit is. */
  readonly roundedTo?: number;
  /** Where half a step goes; up unless it is said. */
  readonly rule?: CashRule;
}

/** What central banks issue, and to what their countries' law or custom rounds cash. */
const currencies: Record<string, Currency> = {
  AED: { cash: [1000, 500, 200, 100, 50, 20, 10, 5, 1, 0.5, 0.25], roundedTo: 0.25 },
  ARS: { cash: [20000, 10000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1] },
  AUD: { cash: [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05], roundedTo: 0.05 },
  BHD: { cash: [20, 10, 5, 1, 0.5, 0.1, 0.05, 0.025, 0.01, 0.005], roundedTo: 0.005 },
  BRL: { cash: [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05], roundedTo: 0.05 },
  CAD: { cash: [100, 50, 20, 10, 5, 2, 1, 0.25, 0.1, 0.05], roundedTo: 0.05 },
  CHF: { cash: [1000, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05], roundedTo: 0.05 },
  CLP: { cash: [20000, 10000, 5000, 2000, 1000, 500, 100, 50, 10], roundedTo: 10, rule: 'half_down' },
  COP: { cash: [100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50], roundedTo: 50 },
  CZK: { cash: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1], roundedTo: 1 },
  DKK: { cash: [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5], roundedTo: 0.5 },
  EUR: { cash: [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  GBP: { cash: [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  HKD: { cash: [1000, 500, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1], roundedTo: 0.1 },
  HUF: { cash: [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5], roundedTo: 5 },
  INR: { cash: [500, 200, 100, 50, 20, 10, 5, 2, 1], roundedTo: 1 },
  JPY: { cash: [10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1] },
  KWD: { cash: [20, 10, 5, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005], roundedTo: 0.005 },
  MXN: { cash: [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1], roundedTo: 0.1 },
  MYR: { cash: [100, 50, 20, 10, 5, 1, 0.5, 0.2, 0.1, 0.05], roundedTo: 0.05 },
  NOK: { cash: [1000, 500, 200, 100, 50, 20, 10, 5, 1], roundedTo: 1 },
  NZD: { cash: [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1], roundedTo: 0.1, rule: 'half_down' },
  PHP: { cash: [1000, 500, 200, 100, 50, 20, 10, 5, 1, 0.25, 0.05, 0.01] },
  PLN: { cash: [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  SEK: { cash: [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1], roundedTo: 1 },
  SGD: { cash: [1000, 100, 50, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05], roundedTo: 0.05 },
  THB: { cash: [1000, 500, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.25], roundedTo: 0.25 },
  TRY: { cash: [200, 100, 50, 20, 10, 5, 1, 0.5, 0.25, 0.1, 0.05, 0.01] },
  USD: { cash: [100, 50, 20, 10, 5, 1, 0.25, 0.1, 0.05, 0.01] },
  ZAR: { cash: [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1], roundedTo: 0.1, rule: 'half_down' },
};

type CashOf = Pick<ChainSettings, 'currency' | 'currency_exponent' | 'denominations' | 'cash_rounding_step'>;

/** What cash is counted in, minor units, largest first: as the chain says, or else as its currency is issued. */
export function denominationsOf({ currency, currency_exponent, denominations }: CashOf): readonly number[] {
  if (denominations !== null) return denominations.toSorted((a, b) => b - a);
  const known = currencies[currency]?.cash;
  return known ? known.flatMap((units) => minorOf(units, currency_exponent)) : usualSeries(currency_exponent);
}

/** The smallest amount that changes hands in cash, minor units: 1 where cash is exact. And where its half goes. */
export function cashRoundingOf({ currency, currency_exponent, cash_rounding_step }: CashOf): {
  readonly step: number;
  readonly rule: CashRule;
} {
  const { roundedTo = 0, rule = 'half_up' } = currencies[currency] ?? {};
  return { step: cash_rounding_step ?? minorOf(roundedTo, currency_exponent)[0] ?? 1, rule };
}

/** None where the chain reckons in larger units than that. */
function minorOf(units: number, exponent: number): number[] {
  const minor = Math.round(units * 10 ** exponent * 1e6) / 1e6;
  return Number.isInteger(minor) && minor >= 1 ? [minor] : [];
}

/** A series of 1, 2 and 5, of a currency that is not known here. */
function usualSeries(exponent: number): readonly number[] {
  const largest = exponent === 0 ? 10_000 : 500 * 10 ** exponent;
  const series: number[] = [];
  for (let power = 1; power <= largest; power *= 10) series.push(power, 2 * power, 5 * power);
  return series.filter((value) => value <= largest).reverse();
}
