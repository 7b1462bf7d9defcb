/** Notes and coins in circulation, minor units, largest first. */
const known: Record<string, readonly number[]> = {
  USD: [10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1],
  CAD: [10000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5],
  EUR: [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  CHF: [100000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5],
};

/** What cash of a currency is counted in; a series of 1, 2 and 5 where it is not known here. */
export function denominationsOf(currency: string, exponent: number): readonly number[] {
  const unit = 10 ** exponent;
  const largest = exponent === 0 ? 10_000 : 500 * unit;
  const series: number[] = [];
  for (let power = 1; power <= largest; power *= 10) series.push(power, 2 * power, 5 * power);
  return known[currency] ?? series.filter((value) => value <= largest).reverse();
}

/** The counted cash in minor units; null where a count is no whole number. */
export function sumOfPieces(pieces: ReadonlyMap<number, string>): number | null {
  let sum = 0;
  for (const [denomination, text] of pieces) {
    if (!/^\d{0,6}$/.test(text.trim())) return null;
    sum += denomination * Number(text);
  }
  return sum;
}
