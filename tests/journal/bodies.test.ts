import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBody } from '../../shared/journal/check-entry.ts';
import { type EntryKind, entryKinds, isEntryKind } from '../../shared/journal/kinds.ts';
import { holds } from '../domain/laws.ts';
import { bodyOf } from '../kit/entries/body-of.ts';
import { idOf } from '../kit/ids.ts';
import { valuesOf } from '../kit/schema-values.ts';
import { Journal } from '../posting/journal.ts';

const kinds = Object.keys(entryKinds) as EntryKind[];
const entry = new Journal(idOf('d', 1), 1, 1).seal('shift.opened', { opening_float: 1, pos_version: '' });
const isSound = (kind: string, body: unknown): boolean =>
  checkBody({ ...entry, kind, body: body as Record<string, unknown> }).ok;

/** Absent in entries that were sealed before there was one (`store_code`), or where nothing was rounded. */
const mayLack: ReadonlySet<string> = new Set(['store_code', 'cash_rounding']);

/** The objects inside a body, itself included, each as a way to change it. */
function objectsIn(value: unknown): ((change: (o: object) => object) => unknown)[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((member, n) =>
      objectsIn(member).map((inside) => (change: (o: object) => object) => value.with(n, inside(change))),
    );
  }
  return [
    (change) => change(value),
    ...Object.entries(value).flatMap(([name, member]) =>
      // A master record is checked against its own schema at posting.
      name === 'record'
        ? []
        : objectsIn(member).map((inside) => (change: (o: object) => object) => ({
            ...value,
            [name]: inside(change),
          })),
    ),
  ];
}

describe('a body', () => {
  test('[SYN4] of no kind is not one', () => {
    for (const kind of ['shift.painted', 'constructor', 'toString', '__proto__', '']) {
      expect(isEntryKind(kind)).toBe(false);
      expect(checkBody({ ...entry, kind })).toMatchObject({ ok: false, reason: 'unknown_kind' });
    }
  });

  test.each(kinds)('of %s that tests begin with passes', (kind) => {
    expect(isSound(kind, bodyOf(kind))).toBe(true);
  });

  test.each(kinds)('of %s passes as its schema says', (kind) => {
    holds(
      fc.property(valuesOf(entryKinds[kind].body), (body) => {
        expect(isSound(kind, body)).toBe(true);
      }),
      40,
    );
  });

  test.each(kinds)('[SYN4] of %s with a field too many or too few, at any depth, does not', (kind) => {
    holds(
      fc.property(valuesOf(entryKinds[kind].body), (body) => {
        for (const change of objectsIn(body)) {
          expect(
            isSound(
              kind,
              change((object) => ({ ...object, extra: 1 })),
            ),
          ).toBe(false);
          let fields: readonly string[] = [];
          change((object) => {
            fields = Object.keys(object);
            return object;
          });
          for (const field of fields) {
            const without = change((object) =>
              Object.fromEntries(Object.entries(object).filter(([name]) => name !== field)),
            );
            expect(isSound(kind, without), `without ${field}`).toBe(mayLack.has(field));
          }
        }
      }),
      20,
    );
  });
});
