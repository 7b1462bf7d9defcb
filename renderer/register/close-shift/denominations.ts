/** The counted cash in minor units; null where a count is no whole number. */
export function sumOfPieces(pieces: ReadonlyMap<number, string>): number | null {
  let sum = 0;
  for (const [denomination, text] of pieces) {
    if (!/^\d{0,6}$/.test(text.trim())) return null;
    sum += denomination * Number(text);
  }
  return sum;
}
