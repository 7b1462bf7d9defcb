const digit = /\p{Nd}/gu;

/**
 * A text with the decimal digits of any script as 0–9: full-width, Arabic-Indic, Devanagari and the rest, as keyboards
 * and input methods type them. Unicode keeps digits in runs of ten that begin with the zero.
 */
export const westernDigits = (text: string): string => text.replace(digit, (one) => figureOf(one));

function figureOf(one: string): string {
  const code = one.codePointAt(0) ?? 0;
  if (code < 0x80) return one;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
