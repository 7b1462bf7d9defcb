import type { Static } from 'typebox';
import { declareCollection, tillsOfItsStore } from './declare.ts';
import { Id, Instant, Nullable, OneOf, Posted, type StoreId, Strict, Text, type UserId } from './scalars.ts';

/** Provisional: no feature writes it yet. */
export const Report = Posted({
  report_type: OneOf('sales', 'inventory', 'performance'),
  store_id: Nullable(Id<StoreId>()),
  generated_by: Nullable(Id<UserId>()),
  period: Strict({ start_date: Instant, end_date: Instant }),
  status: OneOf('completed', 'failed', 'scheduled'),
  report_url: Nullable(Text(500)),
  created_at: Instant,
  report_name: Text(80),
  schedule: Nullable(Text(80)),
  failure: Nullable(Text(500)),
});
export type Report = Static<typeof Report>;

export const reports = declareCollection(Report, {
  stream: 'any',
  holders: tillsOfItsStore,
  secret: [],
  signsOfLife: {},
  inMemory: 'none',
  lookup: null,
  newestBy: null,
  keptDays: null,
  isHot: false,
  indexes: [],
});
