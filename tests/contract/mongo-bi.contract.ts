import { Double, Int32, Long, MongoClient, ObjectId } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CollectionName } from '../../shared/schema/collections.ts';
import { changed, commit, created, idOf, instantOf, makeBlock, makeEntry } from './blocks.ts';
import type { provideMongoDatabase } from './mongo-database.ts';

type Database = Awaited<ReturnType<typeof provideMongoDatabase>>;

const sale = created('sales', {
  _id: idOf(1),
  stream: idOf(2),
  rev: 1,
  store_id: idOf(2),
  price: 3_000_000_000,
  tax: -16,
  total_amount: Number.MAX_SAFE_INTEGER,
  sale_time: instantOf(1),
  reverses: null,
});

/** Read by the plain driver, as any BI tool does, with the wire's number types left alone. */
export function declareBiTests(provide: () => Promise<Database>): void {
  let database: Database;
  let client: MongoClient;
  beforeEach(async () => {
    database = await provide();
    client = new MongoClient(database.uri, { promoteValues: false });
  });
  afterEach(async () => {
    await client.close();
    await database.drop();
  });
  const read = (collection: CollectionName, id: string) =>
    client
      .db()
      .collection(collection)
      .findOne({ _id: ObjectId.createFromHexString(id) });

  test('[MNY1] ids are ObjectIds, instants Dates and money integers, inserted or replaced', async () => {
    const store = await database.open();
    const again = changed(sale, 2, { total_amount: -5_000_000_000 });
    for (const [position, document, total] of [
      [1, sale, Long.fromNumber(Number.MAX_SAFE_INTEGER)],
      [2, again, Long.fromNumber(-5_000_000_000)],
    ] as const) {
      await commit(store, makeBlock({ stream: idOf(2), position, documents: [document] }));
      expect(await read('sales', idOf(1))).toMatchObject({
        _id: ObjectId.createFromHexString(idOf(1)),
        store_id: ObjectId.createFromHexString(idOf(2)),
        sale_time: new Date(instantOf(1)),
        reverses: null,
        stream: idOf(2),
        rev: new Int32(position),
        price: Long.fromNumber(3_000_000_000),
        tax: new Int32(-16),
        total_amount: total,
      });
    }
  });

  test('[MNY1] no number in any field of a document is floating point', async () => {
    const store = await database.open();
    const documents = [
      created('lotteries', { stream: 'chain', rev: 1 }),
      created('day_totals', { stream: 'chain', rev: 1 }),
      created('inventory', { stream: 'chain', rev: 1, remaining_stock: -0 }),
      created('pos_devices', { stream: 'chain', rev: 1, last_seen: null }),
      created('draw_results', { stream: 'chain', rev: 1, numbers: [[1, 2 ** 40], []] }),
    ];
    await commit(store, makeBlock({ position: 1, documents }));
    const device = documents[3]?.value._id ?? '';
    await store.signOfLife('pos_devices', device, 'last_seen', instantOf(7), { unsent: 4_000_000_000 });
    for (const { collection, value } of documents) {
      expect(floatsIn(await read(collection, value._id)), collection).toEqual([]);
    }
    expect(await read('pos_devices', device)).toMatchObject({
      last_seen: new Date(instantOf(7)),
      unsent: Long.fromNumber(4_000_000_000),
    });
  });

  test('what is inside objects and lists is converted too; ids that are promised as text stay text', async () => {
    const store = await database.open();
    const documents = [
      created('tickets', {
        stream: 'chain',
        rev: 1,
        device_info: { device_id: idOf(9), pos_version: '1' },
      }),
      created('users', { stream: 'chain', rev: 1, store_ids: [idOf(4)] }),
      created('reports', {
        stream: 'chain',
        rev: 1,
        period: { start_date: instantOf(0), end_date: instantOf(1) },
      }),
    ];
    await commit(store, makeBlock({ position: 1, documents }));
    const [ticket, user, report] = await Promise.all(
      documents.map((one) => read(one.collection, one.value._id)),
    );
    expect(ticket?.device_info).toEqual({ device_id: idOf(9), pos_version: '1' });
    expect(user?.store_ids).toEqual([ObjectId.createFromHexString(idOf(4))]);
    expect(report?.period).toEqual({ start_date: new Date(instantOf(0)), end_date: new Date(instantOf(1)) });
  });

  test('what its schema would not allow is stored as it stands, so that a block can always be written out', async () => {
    const store = await database.open();
    const odd = changed({ ...sale, created: true }, 1, {
      store_id: 'no id',
      sale_time: '2026-02-30T00:00:00.000Z',
      price: 0.5,
    });
    await commit(store, makeBlock({ position: 1, documents: [{ ...odd, created: true }] }));
    const found = await store.load([{ collection: 'sales', id: idOf(1) }]);
    expect([...found.values()]).toEqual([odd.value]);
  });

  test("a block bears no key that is data, and its numbers and instants are BSON's", async () => {
    const store = await database.open();
    const entry = makeEntry({ seq: 2 ** 40, body: { 'a.b': { $where: 1 } } });
    await store.append(
      makeBlock({
        position: 1,
        entries: [{ entry, outcome: 'quarantined', address: '192.0.2.7' }],
        documents: [sale],
      }),
    );
    const block = await client.db().collection('blocks').findOne({});
    expect(block).toMatchObject({
      _id: 'chain/1',
      position: new Int32(1),
      received_at: new Date(instantOf(1)),
      documents: expect.any(String),
      outgoing: '[]',
    });
    expect(block?.entries).toEqual([
      {
        device_id: entry.device_id,
        epoch: new Int32(1),
        seq: Long.fromNumber(2 ** 40),
        outcome: 'quarantined',
        address: '192.0.2.7',
        json: JSON.stringify(entry),
      },
    ]);
  });
}

function floatsIn(value: unknown, path = ''): string[] {
  if (value instanceof Double || typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null || '_bsontype' in value) return [];
  return Object.entries(value).flatMap(([name, member]) => floatsIn(member, `${path}.${name}`));
}
