import type { Static } from 'typebox';
import { type TSchema, Type } from 'typebox';
import { Check, Errors } from 'typebox/schema';
import { inScope, scopeOf } from '../../../shared/protocol/scope.ts';
import type { FeedDocument } from '../../../shared/protocol/till.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  collections,
  traitsOf,
} from '../../../shared/schema/collections.ts';
import type { Held } from '../store/document-rows.ts';

/** The schemas as they reach a terminal: without what never leaves the server (SEC3). */
const schemas = new Map<string, TSchema>(
  collectionNames.map((name) => [name, withoutFields(collections[name].schema, traitsOf(name).secret)]),
);

function withoutFields(
  schema: { readonly properties: Type.TProperties },
  secret: readonly string[],
): TSchema {
  const properties = Object.entries(schema.properties).filter(([field]) => !secret.includes(field));
  return Type.Object(Object.fromEntries(properties), { additionalProperties: false });
}

/**
 * A page's documents, checked whole: one that is not sound, or that belongs to another store (SYN6), spoils the page,
 * and nothing of it is written.
 */
export function checkPage(
  documents: readonly Static<typeof FeedDocument>[],
  storeId: string,
): Result<readonly Held[]> {
  const held: Held[] = [];
  for (const { collection, value } of documents) {
    const schema = schemas.get(collection);
    if (!schema) return outdated(collection, 'is not known');
    if (!Check(schema, value)) {
      const [, [first]] = Errors(schema, value);
      return outdated(`${collection}${first?.instancePath ?? ''}`, first?.message ?? 'is not valid');
    }
    const name = collection as CollectionName;
    const document = value as unknown as AnyDocument;
    if (!inScope(scopeOf(name, document), storeId)) {
      return refuse('feed.foreign', { collection });
    }
    held.push({ collection: name, value: document });
  }
  return ok(held);
}

const outdated = (what: string, how: string) => refuse('feed.not_understood', { what, how });
