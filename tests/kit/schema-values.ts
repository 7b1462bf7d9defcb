import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { type CollectionName, collections, type DocumentOf } from '../../shared/schema/collections.ts';

/** What the schemas of this project use of JSON Schema. */
interface SchemaNode {
  readonly type?: string;
  readonly bson?: string;
  readonly const?: unknown;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Longer texts and lists would only make a test slow. */
const longestText = 300;
const mostItemsMore = 4;

/** Values that a schema lets pass, extremes included; throws at a schema that it does not understand. */
export const valuesOf = (schema: TSchema): fc.Arbitrary<unknown> => ofNode(schema as SchemaNode);

/** Documents as the collection's schema allows them. */
export const documentsOf = <C extends CollectionName>(collection: C): fc.Arbitrary<DocumentOf<C>> =>
  valuesOf(collections[collection].schema) as fc.Arbitrary<DocumentOf<C>>;

let made = 0;

/** Some document of the collection with these fields. */
export function makeDocument<C extends CollectionName>(
  collection: C,
  fields: Partial<DocumentOf<C>>,
): DocumentOf<C> {
  made += 1;
  const [document] = fc.sample(documentsOf(collection), { numRuns: 1, seed: made });
  return { ...document, ...fields } as DocumentOf<C>;
}

function ofNode(schema: SchemaNode): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(ofNode));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? Number.MIN_SAFE_INTEGER,
        max: schema.maximum ?? Number.MAX_SAFE_INTEGER,
      });
    case 'string':
      return textsOf(schema);
    case 'array': {
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.min(schema.maxItems ?? Number.POSITIVE_INFINITY, minLength + mostItemsMore);
      return fc.array(ofNode(schema.items ?? {}), { minLength, maxLength });
    }
    case 'object':
      if (!schema.properties) return fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 });
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, ofNode(one)])),
        { noNullPrototype: true },
      );
    default:
      throw new Error(`no values for the schema ${JSON.stringify(schema)}`);
  }
}

function textsOf({ bson, pattern, minLength = 0, maxLength }: SchemaNode): fc.Arbitrary<string> {
  if (bson === 'date') {
    const range = { min: new Date('0000-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    return fc.date({ ...range, noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.min(maxLength ?? longestText, Math.max(minLength, longestText));
  return fc.string({ unit: 'binary', minLength, maxLength: longest });
}
