/** A word, a figure, or a list of things that have some each. */
export type RefusalValue = string | number | readonly Readonly<Record<string, string | number>>[];

/** For logs and callers of the API; no catalogue's sentence has it. */
export type Detail = { readonly detail: string };

/** Tells sentences of one code apart. */
export type Context<Name extends string> = { readonly context: Name };
