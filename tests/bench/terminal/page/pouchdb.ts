import PouchDB from 'pouchdb';
import type { Contender } from './measure-commits.ts';
import { newId, type Sold } from './sold.ts';

/** One document a sale, as ours is; in the browser's usual, relaxed durability, which PouchDB offers no way out of. */
export async function openPouchdb({ entry }: Sold): Promise<Contender> {
  const database = new PouchDB('bench-pouchdb');
  await database.info();
  return async () => {
    await database.put({ ...entry, _id: newId() });
  };
}
