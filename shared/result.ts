import type { RefusalCode, Refusals } from './refusals/refusals.ts';
import type { RefusalValue } from './refusals/values.ts';

/**
 * An expected refusal. The catalogue of whoever shows it has its sentence by the code: `values` are what stands in it,
 * `context` tells sentences of one code apart.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly values?: Readonly<Record<string, RefusalValue>>;
  /** In plain English, where another program refused: its code may be newer than this one's catalogue. */
  readonly message?: string;
}

export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** With the values that shared/refusals declares for the code. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  ...[values]: null extends Refusals[Code]
    ? [values?: NonNullable<Refusals[Code]>]
    : [values: NonNullable<Refusals[Code]>]
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: values ? { code, values } : { code } };
}

/** Ends a `switch` over a union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}

/** The value, where its absence would be a bug of ours. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing ${what}`);
  return value;
}
