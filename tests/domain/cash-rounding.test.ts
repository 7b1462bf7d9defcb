import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cashRounding, isRounded, payableOf, roundCash } from '../../shared/domain/cash-rounding.ts';
import { cashRoundingOf, denominationsOf } from '../../shared/domain/currencies.ts';
import { holds } from './laws.ts';

const chain = (currency: string, currency_exponent = 2) => ({
  currency,
  currency_exponent,
  denominations: null,
  cash_rounding_step: null,
});

describe('cash is rounded to the smallest coin of the currency', () => {
  test.each([
    ['CAD', 531, 530],
    ['CAD', 532, 530],
    ['CAD', 533, 535],
    ['CHF', 1_998, 2_000],
    ['AUD', 202, 200],
    ['NZD', 105, 100],
    ['NZD', 106, 110],
    ['SEK', 1_249, 1_200],
    ['SEK', 1_250, 1_300],
    ['NOK', 149, 100],
    ['DKK', 124, 100],
    ['DKK', 125, 150],
    ['HUF', 100_250, 100_500],
    ['USD', 531, 531],
    ['EUR', 531, 531],
    ['XXX', 531, 531],
  ])('[MNY2] %s %i changes hands as %i, and exactly by card or wallet', (currency, exact, paid) => {
    expect(payableOf(exact, 'cash', chain(currency))).toBe(paid);
    expect(payableOf(exact, 'card', chain(currency))).toBe(exact);
    expect(payableOf(exact, 'wallet', chain(currency))).toBe(exact);
  });

  test.each([
    ['HUF', 0, 1_002, 1_000],
    ['HUF', 0, 1_003, 1_005],
    ['JPY', 0, 999, 999],
    ['SEK', 0, 12, 12],
    ['KWD', 3, 1_253, 1_255],
  ])('[MNY2] %s reckoned with %i decimals: %i is %i', (currency, exponent, exact, paid) => {
    expect(payableOf(exact, 'cash', chain(currency, exponent))).toBe(paid);
  });

  test('[MNY2] the chain may say otherwise, and the rule stands in the entry', () => {
    expect(cashRounding(531, 'cash', { ...chain('CAD'), cash_rounding_step: 1 })).toBeUndefined();
    expect(cashRounding(533, 'cash', { ...chain('USD'), cash_rounding_step: 10 })).toEqual({
      rule: 'half_up',
      step: 10,
      amount: -3,
    });
  });

  test('[MNY1] [MNY2] never by more than half a coin, and an entry that says otherwise is seen', () => {
    holds(
      fc.property(fc.nat(10 ** 12), fc.integer({ min: 2, max: 100_000 }), fc.boolean(), (exact, step, up) => {
        const rule = up ? 'half_up' : 'half_down';
        const paid = roundCash(exact, step, rule);
        expect(paid % step).toBe(0);
        expect(2 * Math.abs(paid - exact)).toBeLessThanOrEqual(step);
        expect(isRounded(exact, 'cash', { rule, step, amount: paid - exact })).toBe(true);
        expect(isRounded(exact, 'cash', { rule, step, amount: paid - exact + step })).toBe(false);
        expect(isRounded(exact, 'card', { rule, step, amount: paid - exact })).toBe(false);
      }),
    );
  });
});

describe('what a drawer is counted in', () => {
  test.each([
    ['BRL', 2, 25],
    ['KWD', 3, 250],
    ['BHD', 3, 25],
    ['TRY', 2, 25],
    ['PHP', 2, 25],
    ['THB', 2, 25],
    ['USD', 2, 25],
    ['HUF', 2, 500],
    ['HUF', 0, 5],
  ])('[SFT1] %s with %i decimals has a coin of %i', (currency, exponent, coin) => {
    expect(denominationsOf(chain(currency, exponent))).toContain(coin);
  });

  test('[SFT1] is what the chain says, where it says it', () => {
    expect(denominationsOf({ ...chain('USD'), denominations: [100, 2_000, 500] })).toEqual([2_000, 500, 100]);
  });

  test('[SFT1] every currency can be counted to its smallest coin, largest first, whole minor units', () => {
    for (const currency of Intl.supportedValuesOf('currency'))
      for (const exponent of [0, 2, 3]) {
        const cash = denominationsOf(chain(currency, exponent));
        const { step } = cashRoundingOf(chain(currency, exponent));
        expect(cash.length).toBeLessThanOrEqual(40);
        expect(
          cash.every((coin, n) => Number.isInteger(coin) && coin >= 1 && coin < (cash[n - 1] ?? Infinity)),
        ).toBe(true);
        if (step > 1) expect(cash.some((coin) => step % coin === 0)).toBe(true);
      }
  });
});
