import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../renderer/register/format.ts';
import { demoSettings } from '../../sync-server/demo/chain.ts';
import { holds } from '../domain/laws.ts';

const settings = { ...demoSettings('2026-11-24T12:00:00.000Z'), stream: 'chain', rev: 1 };
const { roughMoney } = createFormat(settings, 'UTC');

describe('an advertised amount', () => {
  test.each([
    [496_000_000, '$4.9M'],
    [99_999_900, '$999.9K'],
    [2_000_000_000, '$20M'],
    [199_999_999_999, '$1.9B'],
    [99, '$0.9'],
  ])('%i reads %s: never more than there is', (minor, text) => {
    expect(roughMoney(minor)).toBe(text);
  });

  test('[MNY1] is never more than there is, and never less by a tenth', () => {
    const units: Record<string, bigint> = { '': 1n, K: 1_000n, M: 1_000_000n, B: 10n ** 9n, T: 10n ** 12n };
    holds(
      fc.property(fc.integer({ min: 100, max: Number.MAX_SAFE_INTEGER }), (minor) => {
        const [, whole = '', tenth = '0', unit = ''] =
          /^\$([\d,]+)(?:\.(\d))?([KMBT]?)$/.exec(roughMoney(minor)) ?? [];
        const tenths = BigInt(whole.replaceAll(',', '')) * 10n + BigInt(tenth);
        const shown = (tenths * (units[unit] ?? 0n) * 100n) / 10n;
        expect(shown <= BigInt(minor)).toBe(true);
        expect(shown * 10n > BigInt(minor) * 9n).toBe(true);
      }),
      2_000,
    );
  });
});
