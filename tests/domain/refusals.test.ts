import { describe, expect, test } from 'vitest';
import { inPlainEnglish } from '../../shared/refusals/plain-english.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import { sentenceFrom } from '../../shared/refusals/sentence-from.ts';
import { refuse } from '../../shared/result.ts';

describe('a refusal in plain English, for logs and callers of the API', () => {
  test.each([
    [refuse('basket.empty').refusal, 'basket: empty'],
    [refuse('stock.batch_exists', { batch: 'ACE-1' }).refusal, 'stock: batch exists (batch: ACE-1)'],
    [refuse('draw.cutoff_passed', { context: 'cancel' }).refusal, 'draw: cutoff passed, cancel'],
    [
      refuse('request.invalid', { detail: 'the body is not JSON' }).refusal,
      'request: invalid (the body is not JSON)',
    ],
    [refuse('snapshot_needed', { context: 'position_unknown' }).refusal, 'snapshot needed, position unknown'],
    [
      refuse('numbers.wrong_count', { pools: [{ pick: 5, from: 1, to: 49 }] }).refusal,
      'numbers: wrong count (pools: pick 5 from 1 to 49)',
    ],
  ])('%j', (refusal, words) => {
    expect(inPlainEnglish(refusal)).toBe(words);
  });

  test('of another program is what it said', () => {
    expect(inPlainEnglish({ code: 'moon.full', message: 'moon: full' })).toBe('moon: full');
  });

  test('is the message of an error that stands for it', () => {
    expect(new Refused(refuse('basket.empty').refusal).message).toBe('basket: empty');
  });
});

describe('a refusal from a catalogue', () => {
  const catalogue = { data: { in_use: '{{folder}} is taken.', in_use_twice: 'Twice.' } };

  test('has its values', () => {
    const { refusal } = refuse('data.in_use', { folder: '/data' });
    expect(sentenceFrom(catalogue, refusal)).toBe('/data is taken.');
  });

  test('is the one of its context', () => {
    expect(sentenceFrom(catalogue, { code: 'data.in_use', values: { context: 'twice' } })).toBe('Twice.');
  });

  test('is plain English where there is none', () => {
    expect(sentenceFrom(catalogue, refuse('basket.empty').refusal)).toBe('basket: empty');
  });
});
