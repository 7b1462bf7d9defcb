import type { CollectionName, DocumentOf } from '../../shared/schema/collections.ts';
import type { CentralStore, Filter } from '../store/port.ts';

const pageSize = 500;

/** All documents that a filter leaves, by ascending `_id`. For what is few: stores, lotteries, a store's open batches. */
export async function listAll<C extends CollectionName>(
  store: CentralStore,
  collection: C,
  filter: Filter,
): Promise<DocumentOf<C>[]> {
  const all: DocumentOf<C>[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await store.list(collection, {
      filter,
      sort: { field: '_id', direction: 'asc' },
      ...(last && { after: { value: last._id, id: last._id } }),
      limit: pageSize,
    });
    all.push(...(page as readonly DocumentOf<C>[]));
    if (page.length < pageSize) return all;
  }
}
