import { describe, expect, test } from 'vitest';
import { parseMoney } from '../../shared/domain/money.ts';
import { parseTicketNumber, ticketNumber } from '../../shared/domain/ticket-number.ts';
import { westernDigits } from '../../shared/domain/western-digits.ts';

/** Of the systems whose digits are single characters. */
const systems = Intl.supportedValuesOf('numberingSystem').flatMap((numberingSystem) => {
  const digits = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false }).format(1234567890);
  return /^\p{Nd}{10}$/u.test(digits) ? [[numberingSystem, digits] as const] : [];
});

describe('digits of other scripts', () => {
  test.each(systems)('of %s are the digits they are', (_system, digits) => {
    expect(westernDigits(`a${digits}b`)).toBe('a1234567890b');
  });

  test('are known in dozens of scripts, among them full-width, Arabic, Persian and Devanagari', () => {
    expect(systems.length).toBeGreaterThan(40);
    expect(['１２', '١٢', '۱۲', '१२'].map(westernDigits)).toEqual(['12', '12', '12', '12']);
  });

  test.each(['en-US', 'de-DE', 'ar-EG', 'fa-IR', 'hi-IN'])('[MNY1] make the same amount in %s', (locale) => {
    const read = (typed: string) => parseMoney(typed, { currency_exponent: 2, locale });
    for (const typed of ['１２．５０', '١٢٫٥٠', '۱۲٫۵۰', '१२.५०', '12.50'])
      expect(read(typed)).toEqual({ ok: true, value: 1_250 });
    for (const typed of ['１２', '١٢', '۱۲', '१२']) expect(read(typed)).toEqual({ ok: true, value: 1_200 });
  });

  test('[TKT2] make the same ticket number', () => {
    const number = ticketNumber({ storeCode: 'NY1', tillNumber: 2, seq: 100, line: 0 });
    const fullWidth = number.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    expect(parseTicketNumber(fullWidth)).toEqual(parseTicketNumber(number));
  });
});
