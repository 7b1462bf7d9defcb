import type { CollectionName } from '../../shared/schema/collections.ts';

/** Queries that run often enough, over enough documents, to pay for an index; alike in both databases. */
export const hotIndexes: readonly {
  readonly collection: CollectionName;
  readonly fields: readonly string[];
}[] = [
  { collection: 'tickets', fields: ['ticket_number'] },
  { collection: 'tickets', fields: ['store_id', 'purchase_datetime'] },
  { collection: 'sales', fields: ['store_id', 'sale_time'] },
  { collection: 'day_totals', fields: ['store_id', 'business_day'] },
  { collection: 'day_totals', fields: ['business_day'] },
  { collection: 'store_draws', fields: ['status', 'close_at'] },
  { collection: 'audit_logs', fields: ['timestamp'] },
  { collection: 'users', fields: ['username'] },
];
