import { describe, expect, test } from 'vitest';
import {
  codeOf,
  readScannerChoice,
  usualScanner,
  writeScannerChoice,
} from '../../renderer/register/scan/scanner-settings.ts';

describe('the code of a scan', () => {
  test.each([
    ['as it came', 'NY1PM1400G9', {}, 'NY1PM1400G9'],
    [
      'without what is sent before and after it',
      '<NY1PM1400G9#',
      { prefix: '<', suffix: '#' },
      'NY1PM1400G9',
    ],
    ['also where they are lacking', 'NY1PM1400G9', { prefix: '<', suffix: '#' }, 'NY1PM1400G9'],
    ['without the identifier of a bar code', ']C1NY1PM1400G9', {}, 'NY1PM1400G9'],
    ['without that of a QR code, after a prefix', '*]Q3NY1PM1400G9', { prefix: '*' }, 'NY1PM1400G9'],
    ['without that of a bar code, before a prefix', ']C1~SG-001-003', { prefix: '~' }, 'SG-001-003'],
    ['before a prefix of letters, under Caps Lock', ']c1qsg-001-003', { prefix: 'Q' }, 'sg-001-003'],
    ['without a prefix of letters, under Caps Lock', 'qsg-001-003', { prefix: 'Q' }, 'sg-001-003'],
    ['without a suffix of letters, under Caps Lock', 'sg-001-003END', { suffix: 'end' }, 'sg-001-003'],
    ['without a prefix that begins like an identifier', ']x1SG-001', { prefix: ']x1' }, 'SG-001'],
    ['without the identifier, where the prefix is lacking', ']C1SG-001', { prefix: '~' }, 'SG-001'],
    ['not more of a prefix than stands there once', '<<SG-001', { prefix: '<' }, '<SG-001'],
    ['of which prefix and suffix leave nothing', 'ABCABC', { prefix: 'ABC', suffix: 'ABC' }, ''],
    ['of which prefix and suffix overlap', 'ABCABC', { prefix: 'ABCABC', suffix: 'CABC' }, ''],
  ])('%s', (_how, typed, choice, code) => {
    expect(codeOf({ typed }, { ...usualScanner, ...choice })).toBe(code);
  });
});

describe('the settings of a device', () => {
  test('are read as they were written', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(readScannerChoice(storage)).toEqual(usualScanner);
    const choice = { gapMs: 60, prefix: ']x', suffix: '' } as const;
    writeScannerChoice(storage, choice);
    expect(readScannerChoice(storage)).toEqual(choice);
  });

  test.each(['{', 'null', '{"gapMs":1000,"prefix":"","suffix":""}', '{"gapMs":35,"prefix":7,"suffix":""}'])(
    '[SEC6] that are none are the usual ones: %s',
    (text) => {
      expect(readScannerChoice({ getItem: () => text })).toEqual(usualScanner);
    },
  );
});
