/** In place of `typebox/schema`: the same checks, compiled, as the register must not where pages forbid `eval`. */
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Errors, Check as interpreted } from 'typebox/schema';

/** Schemas that are made for one answer only are not worth it. */
const worthIt = 3;
const seen = new WeakMap<TSchema, { times: number; compiled: Validator | null }>();

export function Check(schema: TSchema, value: unknown): boolean {
  const known = seen.get(schema) ?? { times: 0, compiled: null };
  seen.set(schema, known);
  known.times += 1;
  if (known.times >= worthIt) known.compiled ??= Compile(schema) as unknown as Validator;
  return known.compiled ? known.compiled.Check(value) : interpreted(schema, value);
}

export { Errors };
