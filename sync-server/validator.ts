import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Validator } from '../shared/schema/validator.ts';

/** `#validator` in Node; see shared/schema/validator.ts. */
export function validatorOf(schema: TSchema): Validator {
  const compiled = Compile(schema);
  return {
    check: (value) => compiled.Check(value),
    fault(value) {
      const [first] = compiled.Errors(value);
      return first ? `${first.instancePath} ${first.message}` : '';
    },
  };
}
