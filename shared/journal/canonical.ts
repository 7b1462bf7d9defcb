/**
 * Canonical JSON (RFC 8785): one text for one value, so that a hash over it means the same everywhere. Throws on what
 * JSON cannot carry (undefined in arrays, functions, NaN, dates and other objects with a life of their own, lone surrogates).
 * Every entry passes through here at each place it comes to, hence plain loops and one growing text.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new Error('lone surrogate in a string');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new Error('not a JSON number');
      return String(value);
    case 'boolean':
      return String(value);
    default:
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
  }
}

function canonicalArray(members: readonly unknown[]): string {
  let text = '';
  // Not `map`, which skips holes.
  for (const member of members) text += `${text && ','}${canonicalJson(member)}`;
  return `[${text}]`;
}

function canonicalObject(value: unknown): string {
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]') throw new Error(`not a JSON value: ${tag}`);
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member !== undefined) text += `${text && ','}${canonicalJson(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
