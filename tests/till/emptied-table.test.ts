import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expect, test, vi } from 'vitest';
import { rxdbStore } from '../../renderer/till/store/rxdb/rxdb-store.ts';
import { silenceAdvertisement } from '../../renderer/till/store/rxdb/silence-advertisement.ts';

silenceAdvertisement(console);

const shape = { name: 'documents_b', primary: 'key', fields: { key: 80, text: null } } as const;

test('[SYN7] a table that a full disk kept from being emptied can be had and emptied again', async () => {
  const indexedDB = new IDBFactory();
  const tables = await rxdbStore(getRxStorageDexie({ indexedDB, IDBKeyRange })).open('till');
  const table = await tables.table(shape);
  await table.write([{ key: 'a', text: 'of before' }], []);
  const store = Object.getPrototypeOf(await objectStoreOf(indexedDB));
  const full = vi.spyOn(store, 'clear').mockImplementationOnce(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(tables.remove(shape)).rejects.toThrow();
  expect(full).toHaveBeenCalledOnce();
  await tables.remove(shape);
  expect(await (await tables.table(shape)).get(['a'])).toEqual([]);
  await tables.close();
});

/** Any object store, for what all of them inherit. */
async function objectStoreOf(indexedDB: IDBFactory): Promise<IDBObjectStore> {
  const [name = ''] = (await indexedDB.databases()).flatMap((one) => one.name ?? []);
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const [store = ''] = opening.result.objectStoreNames;
      resolve(opening.result.transaction(store).objectStore(store));
      opening.result.close();
    };
  });
}
