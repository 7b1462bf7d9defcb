import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#sha256';
import { objectIdFromKey, objectIdOfEntry } from '../../shared/domain/ids.ts';
import { sha256Hex as sha256HexInBrowser } from '../../shared/domain/sha256.ts';
import { anyInstant, holds } from './laws.ts';

const hash = 'ab'.repeat(32);

describe('ids', () => {
  test('[SYN9] SHA-256 of text is that of its UTF-8 bytes', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('Zürich')).toBe(sha256Hex(new TextEncoder().encode('Zürich')));
  });

  test('[SYN9] SHA-256 is the same in a browser and in Node', () => {
    const data = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 }));
    holds(fc.property(data, (any) => sha256Hex(any) === sha256HexInBrowser(any)));
  });

  test('[SYN9] one key gives one id, for ever', () => {
    expect(objectIdFromKey('day_totals', '2026-11-22', 3)).toBe(
      sha256Hex('["day_totals","2026-11-22",3]').slice(0, 24),
    );
  });

  test('[SYN9] different keys give different ids, however their parts run together', () => {
    const key = fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.integer()), { minLength: 1, maxLength: 4 });
    holds(
      fc.property(key, key, (a, b) => {
        const same = a.length === b.length && a.every((part, index) => part === b[index]);
        expect(objectIdFromKey(...a) === objectIdFromKey(...b)).toBe(same);
      }),
    );
    const alike = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      ['a","bc'],
      ['1', 'x'],
      [1, 'x'],
      ['', 'abc'],
      ['abc', ''],
    ];
    expect(new Set(alike.map((parts) => objectIdFromKey(...parts))).size).toBe(alike.length);
    expect(() => objectIdFromKey('x', Number.NaN)).toThrow();
  });

  test('[SYN9] of an entry begins with the seconds of its time', () => {
    expect(objectIdOfEntry('2026-11-25T01:00:00.999Z', hash, 0)).toBe(
      `${(Date.UTC(2026, 10, 25, 1) / 1000).toString(16)}${sha256Hex(`${hash}:0`).slice(0, 16)}`,
    );
  });

  test.each([
    '1969-12-31T23:59:59.000Z',
    '0001-01-01T00:00:00.000Z',
    '2106-02-07T06:28:16.000Z',
    '9999-12-31T23:59:59.999Z',
  ])('[SYN8] of an entry under a clock at %s is an id like any other', (at) => {
    expect(objectIdOfEntry(at, hash, 0)).toMatch(/^[0-9a-f]{24}$/);
  });

  test('[SYN9] of one entry are all different, and later entries sort behind', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) =>
      objectIdOfEntry('2026-11-25T01:00:00.000Z', hash, index),
    );
    expect(new Set(ids).size).toBe(1_000);
    holds(
      fc.property(anyInstant, anyInstant, (a, b) => {
        if (Date.parse(a) + 1000 <= Date.parse(b)) {
          expect(objectIdOfEntry(a, hash, 7) < objectIdOfEntry(b, hash, 7)).toBe(true);
        }
      }),
    );
  });
});
