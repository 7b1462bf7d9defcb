/** Where an arrow key leads in a list of so many lines; null where the key is none. From nowhere both lead to the first. */
export function lineAfter(key: string, at: number | null, lines: number): number | null {
  if ((key !== 'ArrowUp' && key !== 'ArrowDown') || lines === 0) return null;
  if (at === null) return 0;
  return Math.min(lines - 1, Math.max(0, at + (key === 'ArrowUp' ? -1 : 1)));
}
