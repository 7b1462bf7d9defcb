import { describe, expect, test } from 'vitest';
import type { CentralStore, Filter } from '../../sync-server/store/port.ts';
import { commit, created, idOf, instantOf, makeBlock } from './blocks.ts';
import type { Current } from './central-store.contract.ts';
import { valueAt } from './reference.ts';

const sales = Array.from({ length: 30 }, (_, n) =>
  created('sales', {
    stream: 's',
    rev: 1,
    store_id: idOf(n % 2),
    payment_method: n % 3 === 0 ? 'card' : 'cash',
    // Past 32 bits, and reversals below zero.
    total_amount: n % 4 === 0 ? -250 * n : 3_000_000_000 + n,
    tax: n,
    reverses: n % 5 === 0 ? idOf(n % 2) : null,
    sale_time: instantOf(n % 2),
    business_day: `2026-11-${10 + (n % 4)}`,
  }),
);

const sumOf = (documents: readonly object[], path: string): number =>
  documents.reduce((total, document) => total + Number(valueAt(document, path)), 0);

function expected(matches: (value: object) => boolean, groupBy: readonly string[], sum: readonly string[]) {
  const values = sales.map(({ value }) => value).filter(matches);
  const groups = Map.groupBy(values, (value) => JSON.stringify(groupBy.map((path) => valueAt(value, path))));
  return [...groups.values()].map((documents) => ({
    group: Object.fromEntries(groupBy.map((path) => [path, valueAt(documents[0], path)])),
    sums: Object.fromEntries(sum.map((path) => [path, sumOf(documents, path)])),
    count: documents.length,
  }));
}

export function declareTotalsTests(current: Current): void {
  const fill = (store: CentralStore): Promise<void> =>
    commit(store, makeBlock({ stream: 's', position: 1, documents: sales }));
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

  describe('totals', () => {
    test.each<[readonly string[], readonly string[]]>([
      [['store_id'], ['total_amount', 'tax']],
      [['store_id', 'payment_method', 'business_day'], ['total_amount']],
      [['reverses'], ['tax', 'total_amount']],
      [['sale_time'], []],
      [[], ['total_amount', 'tax']],
      [[], []],
    ])('[MNY3] by %j of %j equal what counting gives', async (groupBy, sum) => {
      const { store } = current();
      await fill(store);
      const cases: readonly [Filter, (value: object) => boolean][] = [
        [{}, () => true],
        [{ store_id: { eq: idOf(1) } }, (value) => valueAt(value, 'store_id') === idOf(1)],
        [
          { sale_time: { gte: instantOf(1) }, tax: { lt: 9 } },
          (v) => Number(valueAt(v, 'tax')) < 9 && valueAt(v, 'sale_time') === instantOf(1),
        ],
      ];
      for (const [filter, matches] of cases) {
        const totals = await store.totals('sales', filter, groupBy, sum);
        expect(sorted(totals)).toEqual(sorted(expected(matches, groupBy, sum)));
      }
    });

    test('of nothing are no rows, grouped or not', async () => {
      const { store } = current();
      await fill(store);
      const none: Filter = { store_id: { eq: idOf(99) } };
      expect(await store.totals('sales', none, [], ['tax'])).toEqual([]);
      expect(await store.totals('sales', none, ['store_id'], ['tax'])).toEqual([]);
    });

    test('nulls count as zero', async () => {
      const { store } = current();
      const shifts = [null, -5, 12].map((difference) =>
        created('shifts', { stream: 's', rev: 1, difference }),
      );
      await commit(store, makeBlock({ stream: 's', position: 1, documents: shifts }));
      expect(await store.totals('shifts', {}, [], ['difference'])).toEqual([
        { group: {}, sums: { difference: 7 }, count: 3 },
      ]);
      const unknown: Filter = { difference: { eq: null } };
      expect(await store.totals('shifts', unknown, [], ['difference'])).toEqual([
        { group: {}, sums: { difference: 0 }, count: 1 },
      ]);
    });

    test('[MNY1] a sum that a number cannot hold exactly is refused, not rounded', async () => {
      const { store } = current();
      const huge = [1, 2].map(() =>
        created('wallets', { stream: 's', rev: 1, balance: Number.MAX_SAFE_INTEGER }),
      );
      await commit(store, makeBlock({ stream: 's', position: 1, documents: huge }));
      await expect(store.totals('wallets', {}, [], ['balance'])).rejects.toThrow();
    });

    test('texts are not summed and booleans not grouped by', async () => {
      const { store } = current();
      await expect(store.totals('sales', {}, [], ['business_day'])).rejects.toThrow('not a number');
      await expect(store.totals('inventory', {}, ['restock_flag'], [])).rejects.toThrow('restock_flag');
    });
  });
}
