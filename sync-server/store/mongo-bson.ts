import { Int32, Long, ObjectId } from 'mongodb';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  collections,
} from '../../shared/schema/collections.ts';
import { type SchemaNode, unwrapNullable } from './fields.ts';

type Convert = (value: unknown) => unknown;

export interface BsonDocument {
  readonly _id: ObjectId;
  readonly [field: string]: unknown;
}

/*
 * Encoders are total: what does not fit its schema is stored as it stands. A document is checked where it enters, and
 * a block that is committed must never fail to be written out for the sake of a value.
 */
const objectIdPattern = /^[0-9a-f]{24}$/;

const encodeObjectId: Convert = (value) =>
  typeof value === 'string' && objectIdPattern.test(value) ? ObjectId.createFromHexString(value) : value;

/** A date only where it reads back as the same text: `2026-02-30` would come back as the second of March. */
export const encodeDate: Convert = (value) => {
  if (typeof value !== 'string') return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) || date.toISOString() !== value ? value : date;
};

/** The driver would send integers beyond 32 bits, and −0, as floating point, and BI tools would show money so. */
export const encodeInteger: Convert = (value) => {
  if (!Number.isSafeInteger(value)) return value;
  const integer = Number(value);
  return Math.abs(integer) < 2 ** 31 ? new Int32(integer) : Long.fromNumber(integer);
};

/** Both ways between a document's form here and its form in BSON. */
interface Codec {
  readonly encode: Convert;
  readonly decode: Convert;
}

/** Walks the schema once; what it returns then walks each document. */
function codecOf(nullableSchema: SchemaNode): Codec {
  const { schema } = unwrapNullable(nullableSchema);
  if (schema.bson === 'objectId') return { encode: encodeObjectId, decode };
  if (schema.bson === 'date') return { encode: encodeDate, decode };
  if (schema.type === 'integer') return { encode: encodeInteger, decode };
  if (schema.type === 'array' && schema.items) return codecOfEach(schema.items);
  if (schema.type === 'object' && schema.properties) return codecOfFields(schema.properties);
  return { encode: (value) => value, decode };
}

/** FerretDB and most BI tools know no array directly inside an array: there the inner one stands as `{ values }`. */
function codecOfEach(items: SchemaNode): Codec {
  const item = codecOf(items);
  const each =
    (convert: Convert): Convert =>
    (value) =>
      Array.isArray(value) ? value.map(convert) : value;
  if (unwrapNullable(items).schema.type !== 'array')
    return { encode: each(item.encode), decode: each(item.decode) };
  return {
    encode: each((value) => ({ values: item.encode(value) })),
    decode: each((value) => item.decode((value as { readonly values: unknown }).values)),
  };
}

function codecOfFields(properties: Readonly<Record<string, SchemaNode>>): Codec {
  const codecs = new Map(Object.entries(properties).map(([name, schema]) => [name, codecOf(schema)]));
  const convert =
    (way: keyof Codec): Convert =>
    (value) => {
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, codecs.get(name)?.[way](member) ?? member]),
      );
    };
  return { encode: convert('encode'), decode: convert('decode') };
}

const codecs = new Map(
  collectionNames.map((name) => [name, codecOf(collections[name].schema as SchemaNode)]),
);

export function encodeDocument(collection: CollectionName, value: AnyDocument): BsonDocument {
  return codecs.get(collection)?.encode(value) as BsonDocument;
}

export function decodeDocument(collection: CollectionName, value: BsonDocument): AnyDocument {
  return codecs.get(collection)?.decode(value) as AnyDocument;
}

/** A value to compare with a field of this kind. */
export function encodeScalar(kind: string, value: unknown): unknown {
  if (kind === 'objectId') return encodeObjectId(value);
  if (kind === 'date') return encodeDate(value);
  return kind === 'integer' ? encodeInteger(value) : value;
}

/** BSON says of itself what it is, so that nothing is guessed here. */
export function decode(value: unknown): unknown {
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decode(member)]));
}
