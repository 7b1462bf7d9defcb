import type { Db } from 'mongodb';
import type { CollectionName } from '../../shared/schema/collections.ts';
import { fieldOf, requireNotBoolean, requireSummable } from './fields.ts';
import { type BsonDocument, decode } from './mongo-bson.ts';
import { mongoFilter } from './mongo-query.ts';
import type { CentralStore, Filter } from './port.ts';

type Totals = Awaited<ReturnType<CentralStore['totals']>>;

/**
 * Summed here, over a projection, in one pass: FerretDB 1.24 silently gives 0 for every accumulator of a `$group` but
 * one, and a wrong sum must not depend on which server is behind the URI.
 */
export async function mongoTotals(
  db: Db,
  collection: CollectionName,
  filter: Filter,
  groupBy: readonly string[],
  sum: readonly string[],
): Promise<Totals> {
  for (const path of groupBy) requireNotBoolean(fieldOf(collection, path));
  for (const path of sum) requireSummable(fieldOf(collection, path));
  const projection = Object.fromEntries([...groupBy, ...sum, '_id'].map((path) => [path, 1]));
  const found = db
    .collection<BsonDocument>(collection)
    .find(mongoFilter(collection, filter), { projection, batchSize: 2_000 });

  const groups = new Map<string, { values: (string | number | null)[]; sums: number[]; count: number }>();
  for await (const document of found) {
    const values = groupBy.map((path) => decode(valueAt(document, path)) as string | number | null);
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { values, sums: sum.map(() => 0), count: 0 };
    groups.set(key, group);
    group.count += 1;
    for (const [index, path] of sum.entries()) {
      group.sums[index] = addExactly(group.sums[index] ?? 0, valueAt(document, path), path);
    }
  }
  return [...groups.values()].map(({ values, sums, count }) => ({
    group: Object.fromEntries(groupBy.map((path, index) => [path, values[index] ?? null])),
    sums: Object.fromEntries(sum.map((path, index) => [path, sums[index] ?? 0])),
    count,
  }));
}

function addExactly(total: number, value: unknown, path: string): number {
  const result = total + (typeof value === 'number' ? value : 0);
  if (!Number.isSafeInteger(result))
    throw new Error(`the sum of ${path} is beyond what a number holds exactly`);
  return result;
}

function valueAt(document: unknown, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null;
  }
  return value ?? null;
}
