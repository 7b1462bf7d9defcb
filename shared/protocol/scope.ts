import { chainStream } from '../journal/entry.ts';
import type { AnyDocument, CollectionName } from '../schema/collections.ts';
import type { User } from '../schema/users.ts';

/** Collections of a store's stream that its terminals hold; audit logs stay on the server. */
const ofStore: ReadonlySet<CollectionName> = new Set<CollectionName>([
  'tickets',
  'sales',
  'inventory',
  'stock_levels',
  'sold_serials',
  'shifts',
  'day_totals',
  'store_draws',
  'winning_claims',
  'pos_devices',
  'heads',
  'notifications',
  'reports',
  'exceptions',
  'quarantine',
]);

const ofChain: ReadonlySet<CollectionName> = new Set<CollectionName>([
  'chain_settings',
  'stores',
  'users',
  'lotteries',
  'draw_results',
  'marketing_campaigns',
]);

/** Collections that a terminal pulls from a stream. */
export const feedCollections = (stream: string): readonly CollectionName[] => [
  ...(stream === chainStream ? ofChain : ofStore),
];

/** Who holds a document: `*` for every terminal, or the ids of the stores whose terminals do (SYN6). */
export function scopeOf(collection: CollectionName, document: AnyDocument): readonly string[] {
  if (document.stream !== chainStream) return ofStore.has(collection) ? [document.stream] : [];
  if (!ofChain.has(collection)) return [];
  if (collection === 'stores') return [document._id];
  if (collection === 'users') {
    const user = document as User;
    return user.store_id === null ? user.store_ids : [user.store_id, ...user.store_ids];
  }
  return ['*'];
}

export const inScope = (scope: readonly string[], storeId: string): boolean =>
  scope.includes('*') || scope.includes(storeId);
