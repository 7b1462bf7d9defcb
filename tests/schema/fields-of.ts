import { type CollectionName, collections } from '../../shared/schema/collections.ts';

/** A field as docs/data-model.md shows it. */
export interface Field {
  readonly type: string;
  readonly values: readonly string[];
}

/** What the schemas of this project use of JSON Schema. */
interface Node {
  readonly type?: string;
  readonly bson?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
}

/** The fields of a collection's schema by dotted path; `[]` stands for each member of an array. */
export function fieldsOf(collection: CollectionName): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  addMembers(fields, '', collections[collection].schema as Node);
  return fields;
}

function addMembers(fields: Map<string, Field>, prefix: string, node: Node): void {
  for (const [name, member] of Object.entries(node.properties ?? {})) {
    const path = `${prefix}${name}`;
    const { inner } = unwrap(member);
    fields.set(path, { type: typeOf(member), values: inner.enum ?? [] });
    // The same terms as those of the lottery itself: a test holds them together.
    if (path === 'earlier_terms') continue;
    if (inner.type === 'object') addMembers(fields, `${path}.`, inner);
    if (inner.type === 'array') addMembers(fields, `${path}[].`, unwrap(inner.items ?? {}).inner);
  }
}

function unwrap(node: Node): { readonly inner: Node; readonly nullable: boolean } {
  const others = node.anyOf?.filter(({ type }) => type !== 'null');
  if (!others) return { inner: node, nullable: false };
  if (others.length !== 1 || !others[0]) throw new Error('a union of more than one type and null');
  return { inner: others[0], nullable: true };
}

function typeOf(node: Node): string {
  const { inner, nullable } = unwrap(node);
  return `${plainTypeOf(inner)}${nullable ? ' or null' : ''}`;
}

function plainTypeOf(node: Node): string {
  if (node.bson === 'objectId') return 'ObjectId';
  if (node.bson === 'date') return 'Date';
  if (node.enum) return 'String';
  switch (node.type) {
    case 'string':
      return 'String';
    case 'integer':
      return 'Integer';
    case 'boolean':
      return 'Boolean';
    case 'object':
      return 'Object';
    case 'array':
      return `Array of ${plainTypeOf(node.items ?? {})}`;
    default:
      throw new Error(`no type of ${JSON.stringify(node)}`);
  }
}
