import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection } from 'rxdb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { journalStorage } from '../../renderer/till/store/rxdb/journal-storage.ts';
import { RxdbTable, schemaOf } from '../../renderer/till/store/rxdb/rxdb-table.ts';
import { silenceAdvertisement } from '../../renderer/till/store/rxdb/silence-advertisement.ts';

interface Row {
  readonly key: string;
  readonly text: string;
}

silenceAdvertisement(console);

async function openTable() {
  const indexedDB = new IDBFactory();
  const storage = journalStorage({ indexedDB, IDBKeyRange });
  const database = await createRxDatabase({ name: 'journal-storage', storage, multiInstance: false });
  onTestFinished(async () => void (await database.close()));
  const schema = schemaOf<Row>({ name: 'rows', primary: 'key', fields: { key: 64, text: null } });
  const { rows } = await database.addCollections({ rows: { schema } });
  const collection = rows as unknown as RxCollection<Row>;
  const { dexieDb } = (await collection.storageInstance.internals) as {
    dexieDb: { backendDB(): IDBDatabase };
  };
  return { table: new RxdbTable<Row>(collection, 'key'), connection: dexieDb.backendDB() };
}

const textOf = ({ text }: Row) => text;
const all = { index: 'key', from: '', below: '~' } as const;

test('[JRN1] an entry is one strict transaction', async () => {
  const { table, connection } = await openTable();
  const begun = vi.spyOn(connection, 'transaction');
  await table.insert({ key: 'a', text: 'sold' });
  expect(begun.mock.calls).toEqual([['docs', 'readwrite', { durability: 'strict' }]]);
});

test('[JRN4] what stands is not written over by an insertion, and goes on being read and changed', async () => {
  const { table } = await openTable();
  await table.insert({ key: 'a', text: 'first' });
  await expect(table.insert({ key: 'a', text: 'second' })).rejects.toThrow('written by someone else');
  await table.insert({ key: 'b', text: 'next' });
  expect((await table.range(all)).map(textOf)).toEqual(['first', 'next']);
  await table.write([{ key: 'a', text: 'changed' }], ['b']);
  expect((await table.range(all)).map(textOf)).toEqual(['changed']);
});

test('[SYN10] a transaction that the browser gives up rejects with its reason and leaves nothing', async () => {
  const { table, connection } = await openTable();
  const begin = connection.transaction.bind(connection);
  const begun = vi.spyOn(connection, 'transaction').mockImplementation((...parameters) => {
    const transaction = begin(...parameters);
    vi.spyOn(transaction, 'commit').mockImplementation(() => transaction.abort());
    return transaction;
  });
  await expect(table.insert({ key: 'a', text: 'sold' })).rejects.toThrow('gave the transaction up');
  begun.mockRestore();
  expect(await table.range(all)).toEqual([]);
});
