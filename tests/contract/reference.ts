/** The value at a dotted path; null where it or something around it is. */
export function valueAt(document: unknown, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | null)?.[name] ?? null;
  return value;
}

/** Null lowest; text by its bytes. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
