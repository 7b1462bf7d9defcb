import { expect, test } from 'vitest';
import { entryKinds } from '../../shared/journal/kinds.ts';
import * as protocol from '../../shared/protocol/till.ts';
import { collections } from '../../shared/schema/collections.ts';

/** What TypeBox lacks in the built register (renderer/register/left-out.ts). */
const lacking = ['format', '$ref', '$dynamicRef', '$recursiveRef', 'uniqueItems'];

/** Every keyword of a schema and of those inside it; the names of an object's fields are none. */
function keywordsIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywordsIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => [
    keyword,
    ...(keyword === 'properties' || keyword === 'patternProperties'
      ? Object.values(value).flatMap(keywordsIn)
      : keywordsIn(value)),
  ]);
}

test('no schema that a till checks values with needs what the built register lacks', () => {
  const schemas = [Object.values(protocol), Object.values(entryKinds), Object.values(collections)];
  const keywords = new Set(keywordsIn(schemas));
  expect(keywords).toContain('maxLength');
  expect(lacking.filter((keyword) => keywords.has(keyword))).toEqual([]);
});
