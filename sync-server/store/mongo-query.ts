import type { Document } from 'mongodb';
import type { CollectionName } from '../../shared/schema/collections.ts';
import { type Field, fieldOf, requireNotBoolean, requireOrderable } from './fields.ts';
import { encodeScalar } from './mongo-bson.ts';
import type { FieldFilter, Filter, ListQuery } from './port.ts';

export function mongoFilter(collection: CollectionName, filter: Filter): Document {
  return allOf(
    Object.entries(filter).flatMap(([path, condition]) => conditionOf(fieldOf(collection, path), condition)),
  );
}

export function mongoList(
  collection: CollectionName,
  query: ListQuery,
): { filter: Document; sort: Record<string, 1 | -1> } {
  const field = fieldOf(collection, query.sort.field);
  requireNotBoolean(field);
  const filter = mongoFilter(collection, query.filter);
  const direction = query.sort.direction === 'asc' ? 1 : -1;
  return {
    filter: query.after ? allOf([filter, following(field, direction, query.after)]) : filter,
    sort: { [field.path]: direction, _id: direction },
  };
}

function allOf(conditions: readonly Document[]): Document {
  const [only] = conditions;
  if (!only) return {};
  return conditions.length === 1 ? only : { $and: conditions };
}

function conditionOf(field: Field, condition: FieldFilter): Document[] {
  const encode = (value: unknown): unknown => encodeScalar(field.kind, value);
  if ('eq' in condition) return [{ [field.path]: encode(condition.eq) }];
  if ('in' in condition) return [{ [field.path]: { $in: condition.in.map(encode) } }];
  return (
    [
      ['$gte', condition.gte],
      ['$lt', condition.lt],
    ] as const
  ).flatMap(([operator, value]) => {
    if (value === undefined) return [];
    requireOrderable(field, value);
    return [{ [field.path]: { [operator]: encode(value) } }];
  });
}

/** What follows the row (value, id). MongoDB compares within one type only, so null, the lowest, goes by itself. */
function following(
  field: Field,
  direction: 1 | -1,
  after: { readonly value: string | number | null; readonly id: string },
): Document {
  const beyond = direction === 1 ? '$gt' : '$lt';
  const { path } = field;
  const later = { _id: { [beyond]: encodeScalar('objectId', after.id) } };
  if (after.value === null) {
    const sameValue = { [path]: null, ...later };
    return direction === 1 ? { $or: [sameValue, { [path]: { $ne: null } }] } : sameValue;
  }
  requireOrderable(field, after.value);
  const value = encodeScalar(field.kind, after.value);
  const nullsFollow = direction === -1 && field.nullable;
  return {
    $or: [
      { [path]: { [beyond]: value } },
      { [path]: value, ...later },
      ...(nullsFollow ? [{ [path]: null }] : []),
    ],
  };
}
