/**
 * Canonical JSON (RFC 8785): one text for one value, so that a hash over it means the same everywhere. Throws on what
 * JSON cannot carry (undefined in arrays, functions, NaN, dates and other objects with a life of their own, lone surrogates).
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not a JSON number');
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('lone surrogate in a string');
  if (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'number' ||
    typeof value === 'string'
  ) {
    return JSON.stringify(value);
  }
  // Not `map`, which skips holes.
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]') throw new Error(`not a JSON value: ${tag}`);
  const members = Object.entries(value as object)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
