/** A word, a figure, or a list of things that have some each. */
export type RefusalValue = string | number | readonly Readonly<Record<string, string | number>>[];

/**
 * An expected refusal: a code for programs, a sentence with the way out for logs and other callers. The till says it in
 * its own language by the code: `values` are what stands in the sentence, `context` tells sentences of one code apart.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly values?: Readonly<Record<string, RefusalValue>>;
}

export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  values?: Refusal['values'],
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({
  ok: false,
  refusal: values ? { code, message, values } : { code, message },
});

/** Ends a `switch` over a union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}

/** The value, where its absence would be a bug of ours. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing ${what}`);
  return value;
}
