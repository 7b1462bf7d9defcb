import { validatorOf } from '#validator';
import { type CollectionName, collections } from './collections.ts';
import type { Validator } from './validator.ts';

const validators = new Map<CollectionName, Validator>();

/** What is wrong with a document of this collection, or null. */
export function documentFault(collection: CollectionName, value: unknown): string | null {
  let validator = validators.get(collection);
  if (!validator) {
    validator = validatorOf(collections[collection].schema);
    validators.set(collection, validator);
  }
  return validator.check(value) ? null : `${collection}${validator.fault(value)}`;
}
