/** In place of `typebox/value`: the same checks, compiled, as the register must not where pages forbid `eval`. */
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Value as Interpreted } from 'typebox/value';

/** Schemas that are made for one answer only are not worth it. */
const worthIt = 3;
const seen = new WeakMap<TSchema, { times: number; compiled: Validator | null }>();

function check(schema: TSchema, value: unknown): boolean {
  const known = seen.get(schema) ?? { times: 0, compiled: null };
  seen.set(schema, known);
  known.times += 1;
  if (known.times >= worthIt) known.compiled ??= Compile(schema) as unknown as Validator;
  return known.compiled ? known.compiled.Check(value) : Interpreted.Check(schema, value);
}

export const Value = { ...Interpreted, Check: check };
