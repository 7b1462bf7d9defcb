import { Compile, type Validator } from 'typebox/compile';
import { type CollectionName, collections } from './collections.ts';

const validators = new Map<CollectionName, Validator>();

/** What is wrong with a document of this collection, or null. */
export function documentFault(collection: CollectionName, value: unknown): string | null {
  let validator = validators.get(collection);
  if (!validator) {
    validator = Compile(collections[collection].schema) as unknown as Validator;
    validators.set(collection, validator);
  }
  if (validator.Check(value)) return null;
  const first = validator.Errors(value)[0];
  return `${collection}${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}`;
}
