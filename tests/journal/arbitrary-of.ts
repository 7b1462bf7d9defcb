import fc from 'fast-check';
import type { TSchema } from 'typebox';

/** What the schemas of this project use of JSON Schema. */
interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Values that a schema lets pass; throws at a schema that it does not understand. */
export const arbitraryOf = (schema: TSchema): fc.Arbitrary<unknown> => of(schema as Node);

function of(node: Node): fc.Arbitrary<unknown> {
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  if (node.anyOf) return fc.oneof(...node.anyOf.map(of));
  switch (node.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: node.minimum ?? Number.MIN_SAFE_INTEGER,
        max: node.maximum ?? Number.MAX_SAFE_INTEGER,
      });
    case 'string':
      if (node.pattern) return fc.stringMatching(new RegExp(node.pattern));
      return fc.string({ minLength: node.minLength ?? 0, maxLength: Math.min(node.maxLength ?? 50, 300) });
    case 'array':
      return fc.array(of(node.items ?? {}), {
        minLength: node.minItems ?? 0,
        maxLength: Math.min(node.maxItems ?? 4, (node.minItems ?? 0) + 4),
      });
    case 'object':
      if (!node.properties) return fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 });
      return fc.record(
        Object.fromEntries(Object.entries(node.properties).map(([name, member]) => [name, of(member)])),
      );
    default:
      throw new Error(`no arbitrary of ${JSON.stringify(node)}`);
  }
}
