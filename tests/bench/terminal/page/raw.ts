import type { Contender } from './measure-commits.ts';
import { newId, type Sold } from './sold.ts';

/** One strict put of the entry's bytes into an object store without indexes: the least that a durable sale can cost. */
export async function openRaw({ entry }: Sold): Promise<Contender> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('bench-raw', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'key' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const text = JSON.stringify(entry);
  return () =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').put({ key: newId(), text });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
}
