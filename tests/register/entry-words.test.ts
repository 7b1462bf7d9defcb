import { expect, test } from 'vitest';
import { createFormat } from '../../renderer/register/format.ts';
import { entryAmount, entryName } from '../../renderer/register/unsent/entry-words.ts';
import { languages } from '../../renderer/texts/languages.ts';
import { entryKinds, isTillKind } from '../../shared/journal/kinds.ts';
import { demoSettings } from '../../sync-server/demo/chain.ts';
import { idOf } from '../kit/ids.ts';
import { Journal } from '../posting/journal.ts';
import { testTexts } from './test-texts.ts';

const entry = new Journal(idOf('d', 1), 1, 1).seal('shift.opened', { opening_float: 250, pos_version: '' });
const format = createFormat({ ...demoSettings(entry.at), stream: 'chain', rev: 0 }, 'UTC');

test.each(Object.keys(languages) as (keyof typeof languages)[])(
  'every entry of a till has a name in %s',
  (language) => {
    const say = testTexts(language).t;
    const names = Object.keys(entryKinds)
      .filter(isTillKind)
      .map((kind) => entryName(say, { ...entry, kind }));
    expect(names.filter((name) => name.includes('.'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  },
);

test('an entry that a newer version made is listed under its kind, without an amount', () => {
  const painted = { ...entry, kind: 'shift.painted' };
  expect(entryName(testTexts('en').t, painted)).toBe('shift.painted');
  expect(entryAmount(painted, format)).toBe('');
});

test('a list says money as money and stock in pieces', () => {
  expect(entryAmount(entry, format)).toBe('$2.50');
  expect(entryAmount({ ...entry, kind: 'stock.released', body: { quantity: 3 } }, format)).toBe('-3');
  const paidOut = { ...entry, kind: 'shift.cash_moved', body: { movement: 'out', amount: 100 } };
  expect(entryAmount(paidOut, format)).toBe('-$1.00');
});
