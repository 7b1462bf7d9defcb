import type { AnyDocument, CollectionName } from '../../shared/schema/collections.ts';
import {
  fieldOf,
  requireNotBoolean,
  requireOrderable,
  requireSummable,
} from '../../sync-server/store/fields.ts';
import type { CentralStore, FieldFilter, Filter, ListQuery } from '../../sync-server/store/port.ts';
import { compareValues, valueAt } from '../contract/reference.ts';

/** `list` over documents in memory, as plainly as the port says it. */
export function listOf(
  documents: readonly AnyDocument[],
  collection: CollectionName,
  { filter, sort, after, limit }: ListQuery,
): AnyDocument[] {
  const field = fieldOf(collection, sort.field);
  requireNotBoolean(field);
  if (after && after.value !== null) requireOrderable(field, after.value);
  const sign = sort.direction === 'asc' ? 1 : -1;
  const compare = (document: AnyDocument, value: unknown, id: string): number =>
    sign * (compareValues(valueAt(document, sort.field), value) || compareValues(document._id, id));
  return filtered(documents, collection, filter)
    .filter((document) => !after || compare(document, after.value, after.id) > 0)
    .sort((a, b) => compare(a, valueAt(b, sort.field), b._id))
    .slice(0, limit);
}

/** `totals` over documents in memory. */
export function totalsOf(
  documents: readonly AnyDocument[],
  collection: CollectionName,
  filter: Filter,
  groupBy: readonly string[],
  sum: readonly string[],
): Awaited<ReturnType<CentralStore['totals']>> {
  for (const path of groupBy) requireNotBoolean(fieldOf(collection, path));
  for (const path of sum) requireSummable(fieldOf(collection, path));
  const valuesOf = (document: AnyDocument) =>
    groupBy.map((path) => valueAt(document, path) as string | number | null);
  const groups = Map.groupBy(filtered(documents, collection, filter), (document) =>
    JSON.stringify(valuesOf(document)),
  );
  return [...groups.values()].map((members) => ({
    group: Object.fromEntries(
      groupBy.map((path) => [path, valueAt(members[0], path) as string | number | null]),
    ),
    sums: Object.fromEntries(sum.map((path) => [path, sumOf(members, path)])),
    count: members.length,
  }));
}

function sumOf(documents: readonly AnyDocument[], path: string): number {
  const total = documents.reduce((so, document) => so + Number(valueAt(document, path)), 0);
  if (!Number.isSafeInteger(total)) throw new Error(`the sum of ${path} is no safe integer`);
  return total;
}

function filtered(
  documents: readonly AnyDocument[],
  collection: CollectionName,
  filter: Filter,
): AnyDocument[] {
  const conditions = Object.entries(filter).map(([path, condition]) => ({
    path,
    fits: conditionOf(collection, path, condition),
  }));
  return documents.filter((document) => conditions.every(({ path, fits }) => fits(valueAt(document, path))));
}

function conditionOf(
  collection: CollectionName,
  path: string,
  condition: FieldFilter,
): (value: unknown) => boolean {
  const field = fieldOf(collection, path);
  if ('eq' in condition) return (value) => value === condition.eq;
  if ('in' in condition) return (value) => condition.in.includes(value as string | number);
  const { gte, lt } = condition;
  for (const bound of [gte, lt]) if (bound !== undefined) requireOrderable(field, bound);
  if (gte === undefined && lt === undefined) return () => true;
  return (value) =>
    value !== null &&
    (gte === undefined || compareValues(value, gte) >= 0) &&
    (lt === undefined || compareValues(value, lt) < 0);
}
