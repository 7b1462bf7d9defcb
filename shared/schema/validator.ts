import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/schema';

export interface Validator {
  check(value: unknown): boolean;
  /** Where and how a value that fails is wrong, e.g. `/price must be integer`; '' where it is not. */
  fault(value: unknown): string;
}

/**
 * Checks values against a schema. Imported as `#validator`: that is this file in a browser, whose page forbids `eval`,
 * and in Node the schema compiled (sync-server/validator.ts).
 */
export const validatorOf = (schema: TSchema): Validator => ({
  check: (value) => Check(schema, value),
  fault(value) {
    const [, [first]] = Errors(schema, value);
    return first ? `${first.instancePath} ${first.message}` : '';
  },
});
