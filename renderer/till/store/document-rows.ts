import { instantMs } from '../../../shared/domain/instants.ts';
import { assertNever } from '../../../shared/result.ts';
import type { AnyDocument, CollectionName, DocumentOf } from '../../../shared/schema/collections.ts';
import type { DocumentRow } from './databases.ts';

/** A document with its collection. */
export interface Held {
  readonly collection: CollectionName;
  readonly value: AnyDocument;
}

const maxMs = 8_640_000_000_000_000;

/** Counts down as time goes on, so that an ascending read gives the newest first. */
export const newestFirst = (instant: string): string => String(maxMs - instantMs(instant)).padStart(16, '0');

/** What a document is found by besides its `_id`, as the table indexes it. */
export function lookupOf(collection: CollectionName, value: AnyDocument): string {
  switch (collection) {
    case 'tickets':
      return `tickets/${(value as DocumentOf<'tickets'>).ticket_number}`;
    case 'shifts': {
      const shift = value as DocumentOf<'shifts'>;
      return `shifts/${shift.device_id}/${shift.status}`;
    }
    case 'exceptions':
      return `exceptions/${(value as DocumentOf<'exceptions'>).status}`;
    case 'day_totals':
      return `day_totals/${(value as DocumentOf<'day_totals'>).business_day}`;
    case 'quarantine': {
      const kept = value as DocumentOf<'quarantine'>;
      return `quarantine/${kept.device_id}/${kept.status}`;
    }
    default:
      return '';
  }
}

/** Too many to be held at once: looked up only, and gone after 90 days. */
export const agingCollections = ['tickets', 'sales', 'sold_serials'] as const;
type AgingCollection = (typeof agingCollections)[number];

export const isAging = (collection: CollectionName): collection is AgingCollection =>
  (agingCollections as readonly CollectionName[]).includes(collection);

/** Newest first where something asks for it; for what ages also the order in which they leave the terminal. */
export function orderOf(collection: CollectionName, value: AnyDocument): string {
  switch (collection) {
    case 'tickets': {
      const ticket = value as DocumentOf<'tickets'>;
      return `tickets/${newestFirst(ageFrom(collection, value))}/${newestFirst(ticket.purchase_datetime)}`;
    }
    case 'sales':
      return `sales/${newestFirst(ageFrom(collection, value))}`;
    case 'sold_serials':
      return `sold_serials/${newestFirst(ageFrom(collection, value))}`;
    case 'notifications':
      return `notifications/${newestFirst((value as DocumentOf<'notifications'>).created_at)}`;
    default:
      return '';
  }
}

/** Since when a document counts its days at the terminal: by the server's time where there is one. */
export function ageFrom(collection: AgingCollection, value: AnyDocument): string {
  switch (collection) {
    case 'sales':
      return (value as DocumentOf<'sales'>).sale_time;
    case 'sold_serials':
      return (value as DocumentOf<'sold_serials'>).updated_at;
    case 'tickets': {
      const ticket = value as DocumentOf<'tickets'>;
      return ticket.registered_at ?? ticket.purchase_datetime;
    }
    default:
      return assertNever(collection);
  }
}

export const rowOf = ({ collection, value }: Held): DocumentRow => ({
  key: `${collection}/${value._id}`,
  lookup: lookupOf(collection, value),
  order: orderOf(collection, value),
  text: JSON.stringify(value),
});

export const collectionOf = (key: string): CollectionName => key.slice(0, key.indexOf('/')) as CollectionName;

/** Checked before it was written; reading trusts the own disk. */
export const heldOf = (row: DocumentRow): Held => ({
  collection: collectionOf(row.key),
  value: JSON.parse(row.text) as AnyDocument,
});
