import type { CollectionName } from '../../shared/schema/collections.ts';
import { fieldOf, requireNotBoolean, requireOrderable, requireSummable } from './fields.ts';
import type { FieldFilter, Filter, ListQuery } from './port.ts';

type Parameter = string | number | null;

export interface Sql {
  readonly text: string;
  readonly parameters: readonly Parameter[];
}

/** Fields that are columns of their own; the others are taken out of the JSON. */
const columns: Readonly<Record<string, string>> = {
  _id: 'id',
  stream: 'stream',
  rev: 'rev',
  store_id: 'store_id',
};

/** The expression for a field. Indexes and queries share it: SQLite matches them by their text. */
export function columnOf(collection: CollectionName, path: string): string {
  const field = fieldOf(collection, path);
  return columns[field.path] ?? `json_extract(json, '$.${field.path}')`;
}

export function listSql(collection: CollectionName, query: ListQuery): Sql {
  const { sort, after, limit } = query;
  requireNotBoolean(fieldOf(collection, sort.field));
  const conditions = [
    ...filterSql(collection, query.filter),
    ...(after ? [afterSql(collection, sort, after)] : []),
  ];
  const where = whereSql(collection, conditions);
  const direction = sort.direction === 'asc' ? 'ASC' : 'DESC';
  const order = `${columnOf(collection, sort.field)} ${direction}, id ${direction}`;
  return {
    text: `SELECT json FROM documents WHERE ${where.text} ORDER BY ${order} LIMIT ?`,
    parameters: [...where.parameters, limit],
  };
}

/** Columns `group0`, `group1` …, `sum0`, `sum1` …, `count`. No row where the filter leaves nothing. */
export function totalsSql(
  collection: CollectionName,
  filter: Filter,
  groupBy: readonly string[],
  sum: readonly string[],
): Sql {
  for (const path of groupBy) requireNotBoolean(fieldOf(collection, path));
  for (const path of sum) requireSummable(fieldOf(collection, path));
  const where = whereSql(collection, filterSql(collection, filter));
  const groups = groupBy.map((path) => columnOf(collection, path));
  const results = [
    ...groups.map((column, index) => `${column} AS group${index}`),
    ...sum.map((path, index) => `COALESCE(SUM(${columnOf(collection, path)}), 0) AS sum${index}`),
    'COUNT(*) AS count',
  ];
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  return {
    text: `SELECT ${results.join(', ')} FROM documents WHERE ${where.text}${grouping} HAVING COUNT(*) > 0`,
    parameters: where.parameters,
  };
}

/** The collection stands in the text, not in a parameter: otherwise SQLite could not use the partial indexes. */
function whereSql(collection: CollectionName, conditions: readonly Sql[]): Sql {
  return {
    text: [`collection = '${collection}'`, ...conditions.map(({ text }) => `(${text})`)].join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function filterSql(collection: CollectionName, filter: Filter): readonly Sql[] {
  return Object.entries(filter).flatMap(([path, condition]) => conditionSql(collection, path, condition));
}

function conditionSql(collection: CollectionName, path: string, condition: FieldFilter): readonly Sql[] {
  const column = columnOf(collection, path);
  if ('eq' in condition) {
    if (condition.eq === null) return [{ text: `${column} IS NULL`, parameters: [] }];
    const value = typeof condition.eq === 'boolean' ? Number(condition.eq) : condition.eq;
    return [{ text: `${column} = ?`, parameters: [value] }];
  }
  if ('in' in condition) {
    // One parameter whatever their number.
    return [
      { text: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(condition.in)] },
    ];
  }
  const bounds: Sql[] = [];
  for (const [operator, value] of [
    ['>=', condition.gte],
    ['<', condition.lt],
  ] as const) {
    if (value === undefined) continue;
    requireOrderable(fieldOf(collection, path), value);
    bounds.push({ text: `${column} ${operator} ?`, parameters: [value] });
  }
  return bounds;
}

/** What follows the row (value, id). Null sorts before everything, as it does in MongoDB. */
function afterSql(
  collection: CollectionName,
  sort: ListQuery['sort'],
  after: { readonly value: string | number | null; readonly id: string },
): Sql {
  const field = fieldOf(collection, sort.field);
  const column = columnOf(collection, sort.field);
  const ascending = sort.direction === 'asc';
  if (after.value === null) {
    return ascending
      ? { text: `${column} IS NOT NULL OR id > ?`, parameters: [after.id] }
      : { text: `${column} IS NULL AND id < ?`, parameters: [after.id] };
  }
  requireOrderable(field, after.value);
  const beyond = ascending ? '>' : '<';
  // The bound that stands alone is what an index can start from.
  const following = `${column} ${beyond}= ? AND (${column} ${beyond} ? OR id ${beyond} ?)`;
  const nullsFollow = !ascending && field.nullable;
  return {
    text: nullsFollow ? `(${following}) OR ${column} IS NULL` : following,
    parameters: [after.value, after.value, after.id],
  };
}
