import { Int32, Long, ObjectId } from 'mongodb';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  collections,
} from '../../shared/schema/collections.ts';
import { type SchemaNode, unwrapNullable } from './fields.ts';

type Encode = (value: unknown) => unknown;

export interface BsonDocument {
  readonly _id: ObjectId;
  readonly [field: string]: unknown;
}

/**
 * Encoders are total: what does not fit its schema is stored as it stands. A document is checked where it enters, and
 * a block that is committed must never fail to be written out for the sake of a value.
 */
const keep: Encode = (value) => value;

const objectIdPattern = /^[0-9a-f]{24}$/;

const encodeObjectId: Encode = (value) =>
  typeof value === 'string' && objectIdPattern.test(value) ? ObjectId.createFromHexString(value) : value;

/** A date only where it reads back as the same text: `2026-02-30` would come back as the second of March. */
export const encodeDate: Encode = (value) => {
  if (typeof value !== 'string') return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) || date.toISOString() !== value ? value : date;
};

/** The driver would send integers beyond 32 bits, and −0, as floating point, and BI tools would show money so. */
export const encodeInteger: Encode = (value) => {
  if (!Number.isSafeInteger(value)) return value;
  const integer = Number(value);
  return Math.abs(integer) < 2 ** 31 ? new Int32(integer) : Long.fromNumber(integer);
};

/** Walks the schema once; what it returns then walks each document. */
function encoderOf(nullableSchema: SchemaNode): Encode {
  const { schema } = unwrapNullable(nullableSchema);
  if (schema.bson === 'objectId') return encodeObjectId;
  if (schema.bson === 'date') return encodeDate;
  if (schema.type === 'integer') return encodeInteger;
  if (schema.type === 'array' && schema.items) return encodeEach(encoderOf(schema.items));
  if (schema.type === 'object' && schema.properties) return encodeFields(schema.properties);
  return keep;
}

function encodeEach(encode: Encode): Encode {
  return encode === keep ? keep : (value) => (Array.isArray(value) ? value.map(encode) : value);
}

function encodeFields(properties: Readonly<Record<string, SchemaNode>>): Encode {
  const encoders = new Map(Object.entries(properties).map(([name, schema]) => [name, encoderOf(schema)]));
  return (value) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([name, member]) => [name, encoders.get(name)?.(member) ?? member]),
        )
      : value;
}

const encoders = new Map(collectionNames.map((name) => [name, encoderOf(collections[name] as SchemaNode)]));

export function encodeDocument(collection: CollectionName, value: AnyDocument): BsonDocument {
  return encoders.get(collection)?.(value) as BsonDocument;
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

export const decodeDocument = (value: BsonDocument): AnyDocument => decode(value) as AnyDocument;
