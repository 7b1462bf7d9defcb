import { chainStream } from '../../../shared/journal/entry.ts';
import type { AnyDocument, CollectionName } from '../../../shared/schema/collections.ts';
import type { User } from '../../../shared/schema/users.ts';

const neverAtTills: readonly CollectionName[] = ['audit_logs'];
const everywhere: readonly CollectionName[] = [
  'chain_settings',
  'lotteries',
  'draw_results',
  'marketing_campaigns',
];

/** SYN6, said a second time: whether the tills of a store may and must hold a document. */
export function belongsTo(storeId: string, collection: CollectionName, document: AnyDocument): boolean {
  if (document.stream !== chainStream)
    return document.stream === storeId && !neverAtTills.includes(collection);
  if (collection === 'stores') return document._id === storeId;
  if (collection === 'users') {
    const { store_id, store_ids } = document as User;
    return store_id === storeId || store_ids.includes(storeId);
  }
  return everywhere.includes(collection);
}
