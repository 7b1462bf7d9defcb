import {
  type AnyBulkWriteOperation,
  type Collection,
  type Db,
  MongoBulkWriteError,
  type ObjectId,
} from 'mongodb';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  type DocumentKey,
  keyText,
  traitsOf,
} from '../../shared/schema/collections.ts';
import type { StoreOptions } from './fault-hook.ts';
import { fieldOf } from './fields.ts';
import { type BsonDocument, decodeDocument, encodeDocument, encodeScalar } from './mongo-bson.ts';
import { ensureIndexes } from './mongo-indexes.ts';
import { mongoList } from './mongo-query.ts';
import type { BlockDocument, ListQuery } from './port.ts';
import { signsOfLifeOf } from './signs-of-life.ts';

const duplicateKey = 11000;

/** The collections of documents, as BI tools read them. */
export function openDocuments(db: Db, { onStep }: StoreOptions) {
  const open = (name: CollectionName): Collection<BsonDocument> => db.collection<BsonDocument>(name);

  return {
    createIndexes: () =>
      Promise.all(
        collectionNames.map((name) =>
          ensureIndexes(open(name), [
            { stream: 1, _id: 1 },
            ...traitsOf(name).indexes.map(
              (fields) => new Map([...fields, '_id'].map((field) => [field, 1] as const)),
            ),
          ]),
        ),
      ),

    /** Inserts what the block at `position` created and replaces the rest under the guard; repeatable. */
    async write(documents: readonly BlockDocument[], position: number): Promise<void> {
      const byCollection = Map.groupBy(documents, ({ collection }) => collection);
      await Promise.all(
        [...byCollection].map(async ([name, own]) => {
          await onStep?.({ at: 'writing', collection: name });
          const [created, changed] = [own.filter((one) => one.created), own.filter((one) => !one.created)];
          await insertMissing(
            open(name),
            created.map(({ value }) => encodeDocument(name, value)),
          );
          const replacements = changed.map(({ value }) =>
            replacement(name, encodeDocument(name, value), position),
          );
          if (replacements.length > 0) await open(name).bulkWrite(replacements, { ordered: false });
          await onStep?.({ at: 'written', collection: name });
        }),
      );
    },

    async load(keys: readonly DocumentKey[]): Promise<Map<string, AnyDocument>> {
      const byCollection = Map.groupBy(keys, ({ collection }) => collection);
      const found = await Promise.all(
        [...byCollection].map(async ([collection, own]) => {
          const ids = own.map(({ id }) => asId(id));
          const documents = await open(collection)
            .find({ _id: { $in: ids } })
            .toArray();
          return documents.map((document): [string, AnyDocument] => [
            keyText({ collection, id: document._id.toHexString() }),
            decodeDocument(collection, document),
          ]);
        }),
      );
      return new Map(found.flat());
    },

    async ofStream(
      stream: string,
      name: CollectionName,
      afterId: string,
      limit: number,
    ): Promise<AnyDocument[]> {
      const after = afterId === '' ? {} : { _id: { $gt: asId(afterId) } };
      const found = open(name)
        .find({ stream, ...after })
        .sort({ _id: 1 })
        .limit(limit);
      return (await found.toArray()).map((document) => decodeDocument(name, document));
    },

    async list(name: CollectionName, query: ListQuery): Promise<AnyDocument[]> {
      const { filter, sort } = mongoList(name, query);
      const found = open(name).find(filter).sort(sort).limit(query.limit);
      return (await found.toArray()).map((document) => decodeDocument(name, document));
    },

    async signOfLife(
      name: CollectionName,
      id: string,
      atField: string,
      at: string,
      fields: Readonly<Record<string, string | number>>,
    ): Promise<void> {
      const values = Object.entries({ ...fields, [atField]: at }).map(([field, value]) => [
        field,
        encodeScalar(fieldOf(name, field).kind, value),
      ]);
      const older = { $or: [{ [atField]: null }, { [atField]: { $lt: encodeScalar('date', at) } }] };
      const _id = asId(id);
      await open(name).updateOne({ _id, ...older }, { $set: Object.fromEntries(values) });
    },
  };
}

/** A value that is not an id stays text and matches no document, as in SQLite. */
const asId = (id: string): ObjectId => encodeScalar('objectId', id) as ObjectId;

/** An existing `_id` was written by an earlier attempt and may have changed since: it counts as success. */
async function insertMissing(
  collection: Collection<BsonDocument>,
  values: readonly BsonDocument[],
): Promise<void> {
  if (values.length === 0) return;
  try {
    await collection.insertMany(values, { ordered: false });
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
    const failed = [error.writeErrors].flat();
    const tried = error.insertedCount + failed.length;
    if (tried < values.length || failed.some(({ code }) => code !== duplicateKey)) throw error;
  }
}

function replacement(
  name: CollectionName,
  value: BsonDocument,
  position: number,
): AnyBulkWriteOperation<BsonDocument> {
  const filter = { _id: value._id, rev: { $lt: position } };
  const beside = signsOfLifeOf(name);
  if (beside.length === 0) return { replaceOne: { filter, replacement: value } };
  const posted = Object.entries(value).filter(([field]) => field !== '_id' && !beside.includes(field));
  return { updateOne: { filter, update: { $set: Object.fromEntries(posted) } } };
}
