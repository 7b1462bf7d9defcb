import { describe, expect, test } from 'vitest';
import { typedMoney } from '../../renderer/register/money-field.ts';
import { nextNotes, parseMoney } from '../../shared/domain/money.ts';

describe.each(['en-US', 'es-ES', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'pt-BR', 'ar-EG'])('in %s', (locale) => {
  test.each([0, 2, 3])('[MNY1] the notes offered are read as what they are, with %i decimals', (exponent) => {
    const settings = { locale, currency_exponent: exponent };
    for (const total of [1, 999, 4_500, 5_001, 123_456])
      for (const note of nextNotes(total, exponent))
        expect(parseMoney(typedMoney(note, settings), settings)).toEqual({ ok: true, value: note });
  });
});
