import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import {
  formatMoney,
  nextNotes,
  parseMoney,
  type Rounding,
  sumMinor,
  taxOf,
} from '../../shared/domain/money.ts';
import { testTexts } from '../register/test-texts.ts';
import { holds } from './laws.ts';

const amount = fc.maxSafeInteger();
const rate = fc.integer({ min: 0, max: 10_000 });
const rounding = fc.constantFrom<Rounding>('half_up', 'half_even', 'down');
const euro = { currency: 'EUR', currency_exponent: 2, locale: 'en-IE' };

describe('tax', () => {
  test.each<[number, number, Rounding, number]>([
    [200, 825, 'half_up', 17], // 16.5
    [200, 825, 'half_even', 16],
    [200, 825, 'down', 16],
    [600, 825, 'half_up', 50], // 49.5
    [600, 825, 'half_even', 50],
    [600, 825, 'down', 49],
    [-200, 825, 'half_up', -17],
    [-200, 825, 'half_even', -16],
    [-200, 825, 'down', -16],
    [350, 700, 'half_up', 25], // 24.5
    [1, 4_999, 'half_up', 0],
    [1, 5_000, 'half_up', 1],
    [1, 5_001, 'half_even', 1],
    [0, 1_900, 'half_up', 0],
    [500, 0, 'half_up', 0],
    [Number.MAX_SAFE_INTEGER, 10_000, 'half_up', Number.MAX_SAFE_INTEGER],
  ])('[MNY2] %i at %i bp, %s, is %i', (price, rateBp, rule, tax) => {
    expect(taxOf(price, rateBp, rule)).toBe(tax);
  });

  test('[MNY2] is within half a minor unit of the exact tax, or just below it when rounding down', () => {
    holds(
      fc.property(amount, rate, rounding, (price, rateBp, rule) => {
        const tooMuch = BigInt(taxOf(price, rateBp, rule)) * 10_000n - BigInt(price) * BigInt(rateBp);
        const error = price < 0 ? -tooMuch : tooMuch;
        if (rule === 'down') expect(error <= 0n && error > -10_000n).toBe(true);
        else expect(error <= 5_000n && error >= -5_000n).toBe(true);
      }),
    );
  });

  test('[MNY2] of exact halves goes away from zero by half_up and to the even neighbour by half_even', () => {
    holds(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (n) => {
        const price = 2 * n + 1;
        expect(taxOf(price, 5_000, 'half_up')).toBe(n >= 0 ? n + 1 : n);
        expect(taxOf(price, 5_000, 'half_even') % 2).toBeCloseTo(0);
      }),
    );
  });

  test('[MNY2] a reversal takes back exactly what was taken', () => {
    holds(
      fc.property(amount, rate, rounding, (price, rateBp, rule) => {
        expect(taxOf(price, rateBp, rule) + taxOf(-price, rateBp, rule)).toBe(0);
      }),
    );
  });

  test('[MNY2] never falls while the price rises', () => {
    holds(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), rate, rounding, (price, rateBp, rule) => {
        expect(taxOf(price + 1, rateBp, rule)).toBeGreaterThanOrEqual(taxOf(price, rateBp, rule));
      }),
    );
  });

  test('[MNY1] of what is no safe integer does not exist', () => {
    for (const price of [0.5, Number.NaN, 2 ** 53]) expect(() => taxOf(price, 825, 'half_up')).toThrow();
    expect(() => taxOf(100, -1, 'half_up')).toThrow();
  });
});

describe('sums', () => {
  test('[MNY1] a sum is exact, in whatever order', () => {
    holds(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 })), (amounts) => {
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        expect(BigInt(sumMinor(amounts))).toBe(exact);
        expect(sumMinor(amounts.toReversed())).toBe(sumMinor(amounts));
      }),
    );
  });

  test('[MNY1] a sum that leaves the safe integers throws instead of losing a cent', () => {
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow();
    expect(() => sumMinor([0.1, 0.2])).toThrow();
    expect(sumMinor([])).toBe(0);
  });
});

describe('amounts on the screen', () => {
  test.each([
    [700, 'USD', 2, 'en-US', '$7.00'],
    [-5, 'USD', 2, 'en-US', '-$0.05'],
    [123_456, 'EUR', 2, 'de-DE', '1.234,56 €'],
    [1_500, 'JPY', 0, 'ja-JP', '￥1,500'],
    [1_234_567, 'KWD', 3, 'en-US', 'KWD 1,234.567'],
    [Number.MAX_SAFE_INTEGER, 'USD', 2, 'en-US', '$90,071,992,547,409.91'],
  ])('[MNY1] %i minor units of %s (exponent %i) in %s are %s', (minor, currency, exponent, locale, text) => {
    const shown = formatMoney(minor, { currency, currency_exponent: exponent, locale });
    expect(shown.replace(/\s/g, ' ')).toBe(text);
  });
});

describe('amounts as typed', () => {
  test.each([
    ['12', 'en-US', 2, 1200],
    ['12.5', 'en-US', 2, 1250],
    ['12,50', 'en-US', 2, 1250],
    ['12.', 'en-US', 2, 1200],
    ['.5', 'en-US', 2, 50],
    [' 12.50 ', 'en-US', 2, 1250],
    ['0', 'en-US', 2, 0],
    ['1,234', 'en-US', 2, 123_400],
    ['1,234.50', 'en-US', 2, 123_450],
    ['1.234', 'de-DE', 2, 123_400],
    ['1.234,50', 'de-DE', 2, 123_450],
    ['12.50', 'de-DE', 2, 1250],
    ['1 234,50', 'fr-FR', 2, 123_450],
    ["1'234.50", 'de-CH', 2, 123_450],
    ['1,00,000', 'en-IN', 2, 10_000_000],
    ['١٬٢٣٤٫٥', 'ar-EG', 2, 123_450],
    ['1500', 'ja-JP', 0, 1500],
    ['1.234', 'en-US', 3, 1234],
  ])('%s in %s with %i decimals is %i', (text, locale, currency_exponent, value) => {
    expect(parseMoney(text, { currency_exponent, locale })).toEqual({ ok: true, value });
  });

  test.each([
    ['12.345', 2, 'at most 2 decimals'],
    ['12.5', 0, 'no decimals'],
    ['-1', 2, 'negative'],
    ['−1', 2, 'negative'],
    ['99999999999999999', 2, 'too large'],
    ['', 2, 'not an amount'],
    ['.', 2, 'not an amount'],
    ['1,23,4', 2, 'not an amount'],
    ['1.234,50', 2, 'not an amount'],
    ['12 50', 2, 'not an amount'],
    ['1e3', 2, 'not an amount'],
    ['twelve', 2, 'not an amount'],
  ])('%s with %i decimals is refused: %s', (text, currency_exponent, reason) => {
    const result = parseMoney(text, { currency_exponent, locale: 'en-US' });
    expect(result).toMatchObject({ ok: false, refusal: { code: 'money.invalid' } });
    if (!result.ok) expect(refusalText(testTexts('en').t, result.refusal)).toContain(reason);
  });

  test('[MNY1] what is shown can be typed again, in every locale', () => {
    const locales = fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'es-ES', 'ar-EG', 'pt-BR');
    const minor = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    holds(
      fc.property(minor, locales, fc.constantFrom(0, 2, 3), (value, locale, currency_exponent) => {
        const shown = formatMoney(value, { currency: 'EUR', currency_exponent, locale });
        const typed = shown.replace(/[^\p{Nd}.,٫٬'’\s]/gu, '');
        expect(parseMoney(typed, { currency_exponent, locale })).toEqual({ ok: true, value });
      }),
    );
  });

  test('[SEC6] whatever is typed gives an amount or a refusal', () => {
    holds(
      fc.property(fc.string(), (text) => {
        const result = parseMoney(text, euro);
        if (result.ok) expect(Number.isSafeInteger(result.value) && result.value >= 0).toBe(true);
        else expect(result.refusal.code).toBe('money.invalid');
      }),
    );
  });
});

describe('next notes', () => {
  test.each([
    [700, 2, [1000, 2000, 5000]],
    [1250, 2, [1500, 2000, 5000]],
    [2000, 2, [5000, 10_000, 20_000]],
    [2300, 2, [2500, 3000, 5000]],
    [50, 2, [500, 1000, 2000]],
    [123_456, 2, [150_000, 200_000, 500_000]],
    [700, 0, [1000, 2000, 5000]],
    [0, 2, []],
    [-500, 2, []],
  ])('for %i with %i decimals are %j', (total, exponent, notes) => {
    expect(nextNotes(total, exponent)).toEqual(notes);
  });

  test('are three amounts above the total, in ascending order, in whole units', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(0, 2, 3), (total, exponent) => {
        const notes = nextNotes(total, exponent);
        expect(notes).toHaveLength(3);
        expect(notes.toSorted((a, b) => a - b)).toEqual(notes);
        expect(new Set(notes).size).toBe(3);
        for (const note of notes) {
          expect(note).toBeGreaterThan(total);
          expect(note % 10 ** exponent).toBe(0);
        }
      }),
    );
  });
});
