import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageOf, localeIn } from '../../renderer/texts/languages.ts';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import { refuse } from '../../shared/result.ts';
import { testTexts } from './test-texts.ts';

const root = join(import.meta.dirname, '../..');
const sources = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('refusals', () => {
  test('are said with their figures and lists, in the language of the till', () => {
    const { refusal } = refuse('stock.short', {
      context: 'elsewhere',
      count: 1,
      game: 'Mega',
      places: [
        { name: 'Till 2', count: 3 },
        { name: 'Till 3', count: 1 },
      ],
    });
    expect(refusalText(testTexts('en').t, refusal)).toBe(
      'Only 1 Mega ticket left at this till. 3 are at Till 2, 1 is at Till 3: sell there, or have them released.',
    );
    expect(refusalText(testTexts('es').t, refusal)).toBe(
      'Solo queda 1 boleto de Mega en esta caja. 3 están en Till 2 y 1 está en Till 3: venda allí o pida que los liberen.',
    );
    const { refusal: none } = refuse('offline.too_many_tickets', { count: 0 });
    expect(refusalText(testTexts('es').t, none)).toMatch(/^Sin el servidor ya no se pueden vender/);
    const pools = [
      { pick: 5, from: 1, to: 49 },
      { pick: 1, from: 1, to: 20 },
    ];
    expect(refusalText(testTexts('en').t, refuse('numbers.wrong_count', { pools }).refusal)).toBe(
      'Choose 5 from 1 to 49 and 1 from 1 to 20.',
    );
  });

  test('of a server newer than the till bring their own sentence', () => {
    expect(refusalText(testTexts('es').t, { code: 'moon.full', message: 'Wait for the new moon.' })).toBe(
      'Wait for the new moon.',
    );
  });
});

test('the language is the locale’s, English where there is none; the region stays the chain’s', () => {
  expect(['es-MX', 'es', 'en-GB', 'fr-FR', ''].map(languageOf)).toEqual(['es', 'es', 'en', 'en', 'en']);
  expect(localeIn('en', 'en-GB')).toBe('en-GB');
  expect(localeIn('es', 'en-US')).toBe('es-US');
  expect(localeIn('en', 'de')).toBe('en');
});

// Text between tags is found by Biome (noJsxLiterals).
test('no words stand in the attributes and choices of a screen: they are in the catalogue', () => {
  const screens = ['register', 'console', 'kit'].flatMap((room) => sources(`renderer/${room}`, /\.tsx$/));
  const found = screens.flatMap((file) => wordsIn(read(file)).map((words) => `${file}: ${words}`));
  expect(found).toEqual([]);
  expect(wordsIn('<Field label="Amount" />')).toEqual(['Amount']);
  expect(wordsIn("<p>{busy ? 'Wait' : t('x')}</p>")).toEqual(['Wait']);
});

/** What people see or hear; names of keys are none. */
function wordsIn(source: string): string[] {
  const attributes = source.matchAll(
    /\b(?:label|title|description|placeholder|aria-label|alt)="([^"]*\p{L}{2,}[^"]*)"/gu,
  );
  const chosen = source.matchAll(/[?:&|] '(\p{Lu}[^']*)'/gu);
  const key = /^(Enter|Escape|Esc|Backspace|Delete|Del|Arrow\w+|F\d+)$/;
  return [...attributes, ...chosen].map(([, words]) => words ?? '').filter((words) => !key.test(words));
}
