/** A 24-digit id that shows in a counterexample what it names. */
export const idOf = (prefix: string, n: number): string =>
  `${prefix.padEnd(20, '0')}${String(n).padStart(4, '0')}`;
