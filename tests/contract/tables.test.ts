import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { journalStorage } from '../../renderer/till/store/rxdb/journal-storage.ts';
import { rxdbStore } from '../../renderer/till/store/rxdb/rxdb-store.ts';
import { silenceAdvertisement } from '../../renderer/till/store/rxdb/silence-advertisement.ts';
import { MemoryTables } from '../kit/world/memory-tables.ts';
import { tablesContract } from './tables.contract.ts';

type Storage = RxStorage<unknown, unknown>;

silenceAdvertisement(console);

tablesContract('memory', () => {
  const storage = getRxStorageMemory() as unknown as Storage;
  return { reopen: () => rxdbStore(storage) };
});

const inIndexedDb =
  (of: (settings: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }) => unknown) => () => {
    const indexedDB = new IDBFactory();
    return { reopen: () => rxdbStore(of({ indexedDB, IDBKeyRange }) as Storage) };
  };
tablesContract('dexie', inIndexedDb(getRxStorageDexie));
tablesContract('journal', inIndexedDb(journalStorage));

tablesContract('maps', () => {
  const tables = new MemoryTables();
  return { reopen: () => tables.store };
});
