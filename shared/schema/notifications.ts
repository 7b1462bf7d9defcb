import { type Static, Type } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import { Id, Instant, Nullable, OneOf, Posted, type StoreId, Text, type UserId } from './scalars.ts';

export const Notification = Posted({
  user_id: Id<UserId>(),
  title: Text(120, 1),
  message: Text(500),
  type: OneOf('inventory_alert', 'sales_summary', 'compliance', 'marketing'),
  is_read: Type.Boolean(),
  created_at: Instant,
  store_id: Nullable(Id<StoreId>()),
});
export type Notification = Static<typeof Notification>;

export const notifications = declareCollection(Notification, {
  stream: 'any',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: { which: () => true, found: { by: 'newest', count: 100 } },
  lookup: null,
  newestBy: ({ created_at }) => [created_at],
  keptDays: null,
  isHot: false,
  indexes: [],
});
