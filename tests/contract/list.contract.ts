import { describe, expect, test } from 'vitest';
import type { CollectionName } from '../../shared/schema/collections.ts';
import type { CentralStore, Filter, ListQuery } from '../../sync-server/store/port.ts';
import { commit, created, idOf, instantOf, makeBlock } from './blocks.ts';
import type { Current } from './central-store.contract.ts';
import { compareValues, valueAt } from './reference.ts';

const customer = { name: 'Ann', phone: '', email: '' };

/** Few different values, so that ties and nulls are everywhere. */
const tickets = Array.from({ length: 24 }, (_, n) =>
  created('tickets', {
    _id: idOf((n * 7) % 24),
    stream: 's',
    rev: 1,
    store_id: idOf(n % 2),
    ticket_number: `N-00000${n % 8}`,
    draw_date: n % 3 === 0 ? null : instantOf(n % 4),
    winning_amount: n % 5 === 0 ? null : (n % 3) * 3_000_000_000,
    customer_info: n % 4 === 0 ? null : { ...customer, name: n % 4 === 1 ? 'Zoë' : 'zoe' },
    device_info: { device_id: idOf(n % 3), pos_version: '1' },
    status: n % 2 === 0 ? 'sold' : 'won',
    reprints: n,
  }),
);

const batches = [true, false, true].map((restock_flag, n) =>
  created('inventory', { _id: idOf(n), stream: 's', rev: 1, restock_flag, remaining_stock: n - 1 }),
);

const filters: readonly [string, Filter, (ticket: object) => boolean][] = [
  ['nothing', {}, () => true],
  ['a text', { ticket_number: { eq: 'N-000003' } }, (t) => valueAt(t, 'ticket_number') === 'N-000003'],
  ['an id', { store_id: { eq: idOf(1) } }, (t) => valueAt(t, 'store_id') === idOf(1)],
  ['its own id', { _id: { eq: idOf(5) } }, (t) => valueAt(t, '_id') === idOf(5)],
  [
    'an id inside',
    { 'device_info.device_id': { eq: idOf(2) } },
    (t) => valueAt(t, 'device_info.device_id') === idOf(2),
  ],
  ['null', { draw_date: { eq: null } }, (t) => valueAt(t, 'draw_date') === null],
  ['null around it', { 'customer_info.name': { eq: null } }, (t) => valueAt(t, 'customer_info') === null],
  [
    'letters of any alphabet',
    { 'customer_info.name': { eq: 'Zoë' } },
    (t) => valueAt(t, 'customer_info.name') === 'Zoë',
  ],
  ['a date', { draw_date: { eq: instantOf(2) } }, (t) => valueAt(t, 'draw_date') === instantOf(2)],
  [
    'dates from and before',
    { draw_date: { gte: instantOf(1), lt: instantOf(3) } },
    (t) => [instantOf(1), instantOf(2)].includes(String(valueAt(t, 'draw_date'))),
  ],
  ['dates before', { draw_date: { lt: instantOf(1) } }, (t) => valueAt(t, 'draw_date') === instantOf(0)],
  ['an open range', { draw_date: {} }, () => true],
  [
    'an amount',
    { winning_amount: { eq: 6_000_000_000 } },
    (t) => valueAt(t, 'winning_amount') === 6_000_000_000,
  ],
  ['amounts from', { winning_amount: { gte: 1 } }, (t) => Number(valueAt(t, 'winning_amount')) > 0],
  ['several ids', { store_id: { in: [idOf(0), idOf(9)] } }, (t) => valueAt(t, 'store_id') === idOf(0)],
  [
    'several numbers',
    { reprints: { in: [1, 3, 99] } },
    (t) => [1, 3].includes(Number(valueAt(t, 'reprints'))),
  ],
  ['several dates', { draw_date: { in: [instantOf(0)] } }, (t) => valueAt(t, 'draw_date') === instantOf(0)],
  ['none of none', { store_id: { in: [] } }, () => false],
  ['what is no id', { store_id: { eq: 'chain' } }, () => false],
  [
    'all of several',
    { store_id: { eq: idOf(0) }, reprints: { gte: 4, lt: 20 }, draw_date: { eq: null } },
    (t) =>
      valueAt(t, 'store_id') === idOf(0) &&
      Number(valueAt(t, 'reprints')) >= 4 &&
      Number(valueAt(t, 'reprints')) < 20 &&
      valueAt(t, 'draw_date') === null,
  ],
];

const sortFields = [
  '_id',
  'reprints',
  'draw_date',
  'winning_amount',
  'ticket_number',
  'store_id',
  'customer_info.name',
];

export function declareListTests(current: Current): void {
  const fill = (store: CentralStore): Promise<void> =>
    commit(store, makeBlock({ stream: 's', position: 1, documents: [...tickets, ...batches] }));
  const byId: ListQuery['sort'] = { field: '_id', direction: 'asc' };

  describe('list', () => {
    test('filters by every kind of field, and by several', async () => {
      const { store } = current();
      await fill(store);
      for (const [what, filter, matches] of filters) {
        const expected = tickets.map(({ value }) => value).filter(matches);
        const found = await store.list('tickets', { filter, sort: byId, limit: 100 });
        expect(found, what).toEqual(expected.sort((a, b) => compareValues(a._id, b._id)));
      }
      const flagged = await store.list('inventory', {
        filter: { restock_flag: { eq: true } },
        sort: byId,
        limit: 9,
      });
      expect(flagged.map(({ _id }) => _id)).toEqual([idOf(0), idOf(2)]);
      const short = await store.list('inventory', {
        filter: { remaining_stock: { lt: 0 } },
        sort: byId,
        limit: 9,
      });
      expect(short.map(({ _id }) => _id)).toEqual([idOf(0)]);
    });

    test('pages by cursor through every order, ties by id and nulls lowest, skipping and repeating nothing', async () => {
      const { store } = current();
      await fill(store);
      for (const field of sortFields) {
        for (const direction of ['asc', 'desc'] as const) {
          for (const filter of [{}, { store_id: { eq: idOf(1) } }]) {
            const sign = direction === 'asc' ? 1 : -1;
            const expected = tickets
              .map(({ value }) => value)
              .filter((value) => Object.keys(filter).length === 0 || valueAt(value, 'store_id') === idOf(1))
              .sort(
                (a, b) =>
                  sign * (compareValues(valueAt(a, field), valueAt(b, field)) || compareValues(a._id, b._id)),
              )
              .map(({ _id }) => _id);
            const found = await readAll(store, 'tickets', { filter, sort: { field, direction }, limit: 5 });
            expect(found, `${field} ${direction}`).toEqual(expected);
          }
        }
      }
    });

    test.each([
      'no_such_field',
      'customer_info',
      'selection.boards',
      'constructor',
      "price') OR 1=1 --",
      '$where',
      'device_info..device_id',
      '',
    ])('refuses the field %j', async (field) => {
      const { store } = current();
      await expect(
        store.list('tickets', { filter: { [field]: { eq: 1 } }, sort: byId, limit: 1 }),
      ).rejects.toThrow();
      const sort = { field, direction: 'asc' } as const;
      await expect(store.list('tickets', { filter: {}, sort, limit: 1 })).rejects.toThrow();
      await expect(store.totals('tickets', {}, [field], [])).rejects.toThrow();
      await expect(store.totals('tickets', {}, [], [field])).rejects.toThrow();
    });

    test('refuses a bound that the databases would compare differently', async () => {
      const { store } = current();
      const query = { sort: byId, limit: 1 };
      await expect(
        store.list('tickets', { ...query, filter: { draw_date: { gte: '2026-11-22' } } }),
      ).rejects.toThrow('cannot be compared');
      await expect(store.list('tickets', { ...query, filter: { price: { lt: '5' } } })).rejects.toThrow();
      await expect(
        store.list('inventory', { ...query, filter: {}, sort: { field: 'restock_flag', direction: 'asc' } }),
      ).rejects.toThrow();
    });

    test('values are data, never query text', async () => {
      const { store } = current();
      await fill(store);
      for (const eq of ["' OR 1=1 --", '$ne', '{"$gt":""}']) {
        expect(
          await store.list('tickets', { filter: { ticket_number: { eq } }, sort: byId, limit: 9 }),
        ).toEqual([]);
      }
    });
  });
}

async function readAll(store: CentralStore, collection: CollectionName, query: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  let page = await store.list(collection, query);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    ids.push(...page.map(({ _id }) => _id));
    const value = valueAt(last, query.sort.field) as string | number | null;
    page = await store.list(collection, { ...query, after: { value, id: last._id } });
  }
  return ids;
}
