import fc from 'fast-check';
import { type CollectionName, collections, type DocumentOf } from '../../shared/schema/collections.ts';

/** The parts of a TypeBox schema that documents are made after. */
interface SchemaNode {
  readonly type?: string;
  readonly bson?: string;
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

/** Documents as the collection's schema allows them, extremes included. */
export const documentsOf = <C extends CollectionName>(collection: C): fc.Arbitrary<DocumentOf<C>> =>
  valuesOf(collections[collection].schema as SchemaNode) as fc.Arbitrary<DocumentOf<C>>;

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

function valuesOf(schema: SchemaNode): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf));
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
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, 3),
      });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valuesOf(one)]),
        ),
        { noNullPrototype: true },
      );
    default:
      throw new Error(`no values for the schema ${JSON.stringify(schema)}`);
  }
}

function textsOf(schema: SchemaNode): fc.Arbitrary<string> {
  if (schema.bson === 'date') {
    const range = { min: new Date('0000-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    return fc.date({ ...range, noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
  const maxLength = Math.min(schema.maxLength ?? 20, Math.max(schema.minLength ?? 0, 20));
  return fc.string({ unit: 'binary', minLength: schema.minLength ?? 0, maxLength });
}
