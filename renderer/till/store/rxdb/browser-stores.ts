import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { TableStore } from '../tables.ts';
import { journalStorage } from './journal-storage.ts';
import { rxdbStore } from './rxdb-store.ts';
import { silenceAdvertisement } from './silence-advertisement.ts';

/** What a window keeps in IndexedDB. */
export function browserStores(): { readonly journal: TableStore; readonly documents: TableStore } {
  silenceAdvertisement(console);
  const relaxed = getRxStorageDexie({ chromeTransactionDurability: 'relaxed' });
  return {
    journal: rxdbStore(journalStorage()),
    documents: rxdbStore(relaxed as unknown as RxStorage<unknown, unknown>),
  };
}
