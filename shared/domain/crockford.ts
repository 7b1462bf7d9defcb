import { westernDigits } from './western-digits.ts';

/** Crockford's base 32: digits and letters without I, L, O and U, which are misread or misspell. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkAlphabet = `${alphabet}*~$=U`;

/** A whole number (0 to 2^53 − 1) in base 32, padded with zeros to `length` where one is given. */
export function encodeBase32(value: number, length = 1): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} has no base 32`);
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text;
  if (text.length > length && length > 1) throw new Error(`${value} does not fit ${length} characters`);
  return text.padStart(length, '0');
}

/** The number that normalised text stands for; null where a character is none of the 32 or the number is unsafe. */
export function decodeBase32(text: string): number | null {
  let value = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    value = value * 32 + digit;
    if (digit < 0 || !Number.isSafeInteger(value)) return null;
  }
  return text === '' ? null : value;
}

/** As people type and read it: case, spaces, hyphens and the digits' script do not count, I and L are 1, O is 0. */
export const normaliseBase32 = (text: string): string =>
  westernDigits(text).replace(/[\s-]/gu, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0');

export const isBase32 = (text: string): boolean => /^[0-9A-HJKMNP-TV-Z]+$/.test(text);

/**
 * Crockford's check symbol: the text as a number, modulo 37. Because 37 is a prime above 32 and no divisor of 31,
 * every single altered character and every exchange of two neighbours shows.
 */
export function checkSymbol(text: string): string {
  let remainder = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) throw new Error(`${text} is not base 32`);
    remainder = (remainder * 32 + digit) % 37;
  }
  return checkAlphabet.charAt(remainder);
}
