import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  type DocumentKey,
  keyText,
} from '../../shared/schema/collections.ts';
import type { BlockDocument, CentralStore, Filter, ListQuery } from './port.ts';
import { signsOfLifeOf } from './signs-of-life.ts';
import { listSql, totalsSql } from './sqlite-query.ts';

type Totals = Awaited<ReturnType<CentralStore['totals']>>;

/** A block's document with its value as it stands in the database. */
export interface WrittenDocument {
  readonly document: BlockDocument;
  readonly json: string;
}

export const writeOut = (document: BlockDocument): WrittenDocument => ({
  document,
  json: JSON.stringify(document.value),
});

/** The table `documents`. */
export function openDocuments(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO documents (collection, id, stream, rev, store_id, json) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (collection, id) DO NOTHING`,
  );
  const replaceOf = new Map(collectionNames.map((name) => [name, prepareReplace(database, name)]));
  const select = database.prepare('SELECT json FROM documents WHERE collection = ? AND id = ?');
  /** Of signs of life, by their text: one for each set of fields. */
  const updates = new Map<string, StatementSync>();
  const selectOfStream = database.prepare(
    'SELECT json FROM documents WHERE stream = ? AND collection = ? AND id > ? ORDER BY id LIMIT ?',
  );

  return {
    /** Inserts what the block at `position` created and replaces the rest under the guard. */
    write(documents: readonly WrittenDocument[], position: number): void {
      for (const { document, json } of documents) {
        const { collection, created, value } = document;
        const { _id, stream, rev } = value;
        const storeId = 'store_id' in value ? value.store_id : null;
        if (created) insert.run(collection, _id, stream, rev, storeId, json);
        else replaceOf.get(collection)?.run(stream, rev, storeId, json, _id, position);
      }
    },

    load(keys: readonly DocumentKey[]): Map<string, AnyDocument> {
      const found = new Map<string, AnyDocument>();
      for (const key of keys) {
        const row = select.get(key.collection, key.id);
        if (row) found.set(keyText(key), parse(row));
      }
      return found;
    },

    ofStream: (stream: string, collection: CollectionName, afterId: string, limit: number): AnyDocument[] =>
      selectOfStream.all(stream, collection, afterId, limit).map(parse),

    list(collection: CollectionName, query: ListQuery): AnyDocument[] {
      const { text, parameters } = listSql(collection, query);
      return database
        .prepare(text)
        .all(...parameters)
        .map(parse);
    },

    totals(
      collection: CollectionName,
      filter: Filter,
      groupBy: readonly string[],
      sum: readonly string[],
    ): Totals {
      const { text, parameters } = totalsSql(collection, filter, groupBy, sum);
      const rows = database.prepare(text).all(...parameters);
      return rows.map((row) => ({
        group: Object.fromEntries(
          groupBy.map((path, index) => [path, row[`group${index}`] as string | number | null]),
        ),
        sums: Object.fromEntries(sum.map((path, index) => [path, Number(row[`sum${index}`])])),
        count: Number(row.count),
      }));
    },

    signOfLife(
      collection: CollectionName,
      id: string,
      atField: string,
      at: string,
      fields: Readonly<Record<string, string | number>>,
    ): void {
      const values = Object.entries({ ...fields, [atField]: at });
      const changes = values.map(([field]) => `, '$.${field}', ?`).join('');
      const current = `json_extract(json, '$.${atField}')`;
      const text = `UPDATE documents SET json = json_set(json${changes})
         WHERE collection = ? AND id = ? AND (${current} IS NULL OR ${current} < ?)`;
      const update = updates.get(text) ?? database.prepare(text);
      updates.set(text, update);
      update
        // A plain number would be bound as a float and stand in the JSON as 5.0.
        .run(
          ...values.map(([, value]) => (typeof value === 'number' ? BigInt(value) : value)),
          collection,
          id,
          at,
        );
    },
  };
}

function prepareReplace(database: DatabaseSync, collection: CollectionName): StatementSync {
  const kept = signsOfLifeOf(collection).map((field) => `, '$.${field}', json -> '$.${field}'`);
  // json_set with nothing to set would still parse and write anew each document.
  const json = kept.length > 0 ? `json_set(?${kept.join('')})` : '?';
  return database.prepare(
    `UPDATE documents SET stream = ?, rev = ?, store_id = ?, json = ${json}
     WHERE collection = '${collection}' AND id = ? AND rev < ?`,
  );
}

const parse = (row: Readonly<Record<string, unknown>>): AnyDocument =>
  JSON.parse(String(row.json)) as AnyDocument;
