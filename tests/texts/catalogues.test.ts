import { describe, expect, test } from 'vitest';
import { consoleTexts } from '../../renderer/texts/console/texts.ts';
import { allLanguages, languages } from '../../renderer/texts/languages.ts';
import { registerTexts } from '../../renderer/texts/register/texts.ts';
import { flat } from './flat.ts';

const forms = /_(zero|one|two|few|many|other)$/;
const names = (texts: ReadonlyMap<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(forms, '')))].sort();
const variables = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name))].sort();

const catalogues = await Promise.all(
  [registerTexts, consoleTexts].flatMap(({ application, catalogues }) =>
    allLanguages.map(async (language) => ({
      application,
      language,
      texts: flat(await catalogues[language]()),
      english: flat(await catalogues.en()),
    })),
  ),
);

describe.each(catalogues)('the texts of the $application in $language', ({ language, texts, english }) => {
  test('are the same as in English, key by key, none empty', () => {
    expect(names(texts)).toEqual(names(english));
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('have every plural form that the language asks for', () => {
    const plurals = [...english.keys()].filter((key) => key.endsWith('_other'));
    const asked = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const missing = plurals
      .map((key) => key.replace(forms, ''))
      .flatMap((name) => asked.map((form) => `${name}_${form}`).filter((key) => !texts.has(key)));
    expect(missing).toEqual([]);
  });

  test('say the same words and figures as in English', () => {
    // A form for none or for one may leave its count out.
    const said = (of: ReadonlyMap<string, string>, name: string) =>
      variables(
        [...of]
          .filter(([key]) => key.replace(forms, '') === name)
          .map(([, text]) => text)
          .join(' '),
      );
    for (const name of names(english)) expect([name, said(texts, name)]).toEqual([name, said(english, name)]);
  });
});

test.each(allLanguages)('%s is declared with the plural forms that it has', (language) => {
  const asked = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  expect([...languages[language].plurals].sort()).toEqual([...asked].sort());
});
