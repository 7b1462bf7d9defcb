import { type CollectionName, collections } from '../../shared/schema/collections.ts';

/** What a filter, a sort or a sum may be applied to: a single value somewhere in a document. */
export interface Field {
  readonly path: string;
  readonly kind: 'objectId' | 'date' | 'integer' | 'boolean' | 'string';
  /** Null in some documents, by itself or because an object around it is. */
  readonly nullable: boolean;
}

/** The parts of a TypeBox schema that conversions and queries go by. */
export interface SchemaNode {
  readonly type?: string;
  readonly bson?: 'objectId' | 'date';
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** Field paths become part of SQL text, so only names of this form are allowed. */
const pathPattern = /^[a-z_]+(\.[a-z_0-9]+)*$/;

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The schema without `null`, and whether `null` is allowed as well. */
export function unwrapNullable(schema: SchemaNode): {
  readonly schema: SchemaNode;
  readonly nullable: boolean;
} {
  const others = schema.anyOf?.filter((member) => member.type !== 'null');
  const only = others?.[0];
  return only && others.length === 1 ? { schema: only, nullable: true } : { schema, nullable: false };
}

/** The field at a dotted path. Throws where the collection has none, or none of a single value. */
export function fieldOf(collection: CollectionName, path: string): Field {
  let found = { schema: collections[collection].schema as SchemaNode, nullable: false };
  for (const name of pathPattern.test(path) ? path.split('.') : ['']) {
    const properties = found.schema.properties ?? {};
    const child = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!child) throw new Error(`${collection} has no field ${JSON.stringify(path)}`);
    const { schema, nullable } = unwrapNullable(child);
    found = { schema, nullable: found.nullable || nullable };
  }
  const kind = kindOf(found.schema);
  if (!kind) throw new Error(`${collection}.${path} is not a single value`);
  return { path, kind, nullable: found.nullable };
}

function kindOf(schema: SchemaNode): Field['kind'] | null {
  if (schema.enum) return 'string';
  if (schema.type === 'string') return schema.bson ?? 'string';
  return schema.type === 'integer' || schema.type === 'boolean' ? schema.type : null;
}

/**
 * Throws unless the value can be compared by order with the field's. SQLite compares instants as text and MongoDB as
 * dates, so a partial instant would match in one and not in the other.
 */
export function requireOrderable(field: Field, value: string | number): void {
  const fits =
    field.kind === 'integer'
      ? typeof value === 'number'
      : typeof value === 'string' && (field.kind !== 'date' || instantPattern.test(value));
  if (!fits) throw new Error(`${field.path} cannot be compared with ${JSON.stringify(value)}`);
}

/** Throws unless the field holds integers. */
export function requireSummable(field: Field): void {
  if (field.kind !== 'integer') throw new Error(`${field.path} is not a number`);
}

/** Throws for booleans: they would be 0 and 1 in one database and true and false in the other. */
export function requireNotBoolean(field: Field): void {
  if (field.kind === 'boolean') throw new Error(`${field.path} can be neither grouped nor sorted by`);
}
