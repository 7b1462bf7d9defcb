import { type Static, Type } from 'typebox';
import { declareCollection } from './declare.ts';
import { Id, Instant, Nullable, OneOf, Posted, type StoreId, Text } from './scalars.ts';

export const Role = OneOf('admin', 'manager', 'staff');
export type Role = Static<typeof Role>;

export const User = Posted({
  name: Text(120, 1),
  email: Nullable(Text(254)),
  phone: Nullable(Text(40)),
  role: Role,
  username: Text(60, 1),
  /** argon2id; removed from whatever leaves the server (SEC3). */
  password_hash: Nullable(Text(300)),
  store_id: Nullable(Id<StoreId>()),
  status: OneOf('active', 'inactive'),
  last_login: Nullable(Instant),
  permissions: Type.Array(Text(60, 1)),
  created_at: Instant,
  updated_at: Instant,
  /** Further stores of relief staff. */
  store_ids: Type.Array(Id<StoreId>()),
});
export type User = Static<typeof User>;

export const users = declareCollection(User, {
  stream: 'chain',
  holders: ({ store_id, store_ids }) => (store_id === null ? store_ids : [store_id, ...store_ids]),
  secret: ['password_hash'],
  signsOfLife: { last_login: null },
  inMemory: 'all',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [['username']],
});
