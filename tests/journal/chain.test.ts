import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, findChainFault, genesis, hashEntry } from '../../shared/journal/chain.ts';
import { isEnvelope } from '../../shared/journal/check-entry.ts';
import { type Envelope, genesisHash } from '../../shared/journal/entry.ts';
import { holds } from '../domain/laws.ts';
import { idOf } from '../kit/ids.ts';
import { Journal } from '../posting/journal.ts';

const device = idOf('d', 1);

/** A journal of so many entries with bodies of some depth. */
function chainOf(floats: readonly number[]): Envelope[] {
  const journal = new Journal(device, 1, 1);
  return floats.map((opening_float, n) =>
    n % 2 === 0
      ? journal.seal('shift.opened', { opening_float, pos_version: '0.1.0' })
      : journal.seal('stock.granted', {
          batch_id: idOf('b', n),
          lottery_id: idOf('a', n),
          grants: [{ device_id: device, epoch: 1, quantity: 1 + n, ranges: [{ from: n, to: 2 * n }] }],
        }),
  );
}

const anyChain = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }).map(chainOf);

/** Every value inside an entry, by the way there. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]));
  return path.length === 0 ? members : [path, ...members];
}

function changedAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name !== undefined) {
    const container = structuredClone(value) as Record<string, unknown>;
    container[name] = changedAt(container[name], rest);
    return container;
  }
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string')
    return value.endsWith('0') ? `${value.slice(0, -1)}1` : `${value.slice(0, -1)}0`;
  return value === null ? 'x' : null;
}

describe('a chain', () => {
  test('[JRN3] continues from genesis and from any of its entries', () => {
    holds(
      fc.property(anyChain, fc.nat(8), (chain, cut) => {
        expect(findChainFault(device, genesis(1), chain)).toBeNull();
        const end = chain[cut % chain.length];
        if (end) expect(findChainFault(device, endOf(end), chain.slice((cut % chain.length) + 1))).toBeNull();
      }),
      100,
    );
  });

  test('[JRN3] a change of any field of any entry is found at that entry', () => {
    holds(
      fc.property(anyChain, fc.nat(), fc.nat(), (chain, at, field) => {
        const index = at % chain.length;
        // The signature is no part of the chain: it is verified by itself.
        const paths = pathsOf(chain[index]).filter(([name]) => name !== 'signature');
        const path = paths[field % paths.length] ?? [];
        const changed = chain.map((entry, n) => (n === index ? (changedAt(entry, path) as Envelope) : entry));
        expect(findChainFault(device, genesis(1), changed), path.join('.')).toMatchObject({ index });
      }),
      500,
    );
  });

  test('[JRN3] an entry changed and sealed again breaks the one after it', () => {
    const chain = chainOf([1, 2, 3]);
    const [first, ...rest] = chain;
    if (!first) throw new Error('empty');
    const forged = { ...first, body: { ...first.body, opening_float: 2 } };
    const sealed = { ...forged, hash: hashEntry(forged) };
    expect(findChainFault(device, genesis(1), [sealed])).toBeNull();
    expect(findChainFault(device, genesis(1), [sealed, ...rest])).toEqual({
      index: 1,
      fault: 'wrong_prev_hash',
    });
  });

  test('[JRN3] an entry left out, doubled, put in or out of order is found', () => {
    holds(
      fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 8 }), fc.nat(), fc.nat(), (floats, a, b) => {
        const chain = chainOf(floats);
        const i = a % (chain.length - 1);
        const j = b % chain.length;
        const without = chain.toSpliced(i, 1);
        const doubled = chain.toSpliced(i + 1, 0, ...chain.slice(i, i + 1));
        expect(findChainFault(device, genesis(1), without)).toEqual({ index: i, fault: 'gap' });
        expect(findChainFault(device, genesis(1), doubled)).toEqual({ index: i + 1, fault: 'gap' });
        const swapped = chain.with(i, chain[j] as Envelope).with(j, chain[i] as Envelope);
        if (i !== j) expect(findChainFault(device, genesis(1), swapped)).toMatchObject({ fault: 'gap' });
      }),
      100,
    );
  });

  test('[JRN5] another device’s or epoch’s entries never continue it', () => {
    const chain = chainOf([1]);
    expect(findChainFault(idOf('d', 2), genesis(1), chain)).toEqual({ index: 0, fault: 'wrong_device' });
    expect(findChainFault(device, genesis(2), chain)).toEqual({ index: 0, fault: 'wrong_device' });
  });

  test('what has no canonical form is a wrong hash, not an error', () => {
    const [entry] = chainOf([1]);
    if (!entry) throw new Error('empty');
    for (const odd of [{ note: '\ud800' }, { '\udc00': 1 }, { amount: JSON.parse('1e400') }]) {
      const bad = { ...entry, body: odd };
      expect(findChainFault(device, genesis(1), [bad])).toEqual({ index: 0, fault: 'wrong_hash' });
    }
  });

  test('the hash is over everything but itself and the signature', () => {
    const [entry] = chainOf([1]);
    if (!entry) throw new Error('empty');
    expect(hashEntry({ ...entry, hash: genesisHash, signature: 'x' })).toBe(entry.hash);
    // Pinned: another canonical form or another field would make every journal of the field invalid.
    expect(entry.hash).toBe('6dd0cf71db1c005da2f0413a17f0a1aed564aa2037326f51d40b628087ee2300');
  });
});

describe('an envelope', () => {
  const [entry] = chainOf([1]);

  test('is what a journal seals', () => {
    expect(isEnvelope(entry)).toBe(true);
  });

  const wrongs: readonly (readonly [string, unknown])[] = [
    ['device_id', 'till-1'],
    ['device_id', ''],
    ['epoch', 0],
    ['epoch', 1.5],
    ['seq', 0],
    ['seq', 2 ** 53],
    ['prev_hash', 'F'.repeat(64)],
    ['hash', 'f'.repeat(63)],
    ['kind', 'Shift.opened'],
    ['kind', 'shift'],
    ['body', null],
    ['body', []],
    ['store_id', 'chain'],
    ['user_id', ''],
    ['at', '2026-11-22T09:00:00Z'],
    ['at', '2026-11-22 09:00:00.000Z'],
    ['at', '2026-02-29T09:00:00.000Z'],
    ['at', '2026-04-31T09:00:00.000Z'],
    ['at', '2026-11-22T24:00:00.000Z'],
    ['at', '2026-13-01T00:00:00.000Z'],
    ['at', '2100-02-29T00:00:00.000Z'],
    ['uptime_ms', -1],
    ['uptime_ms', 0.5],
    ['signature', 'x'.repeat(129)],
    ['more', 1],
  ];
  test.each(wrongs)('with %s = %o is none', (field, value) => {
    expect(isEnvelope({ ...entry, [field]: value })).toBe(false);
  });

  test.each(['2028-02-29T09:00:00.000Z', '2000-02-29T23:59:59.999Z', '0001-01-01T00:00:00.000Z'])(
    'of %s is one',
    (at) => {
      expect(isEnvelope({ ...entry, at })).toBe(true);
    },
  );

  test.each(Object.keys(entry ?? {}))('without %s is none', (field) => {
    const { [field]: _, ...rest } = { ...entry } as Record<string, unknown>;
    expect(isEnvelope(rest)).toBe(false);
  });

  test('[SYN9] every instant that passes comes back from a database as it was', () => {
    const anyText = fc
      .tuple(fc.nat(9999), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
      .map(
        ([y, m, d]) =>
          `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
      );
    holds(
      fc.property(anyText, (date) => {
        const at = `${date}T10:00:00.000Z`;
        const real = new Date(at).toISOString() === at;
        expect(isEnvelope({ ...entry, at }), at).toBe(real);
      }),
      2_000,
    );
  });
});
