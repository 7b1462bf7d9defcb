/** A text of the catalogue as no language writes it: bracketed, accented, a third longer; `{{…}}` stays as it is. */
export function pseudo(text: string): string {
  const said = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : accented(part)))
    .join('');
  const letters = text.replaceAll(/\{\{[^}]*\}\}/g, '').length;
  // Of a short word a translation is easily twice as long.
  const longerBy = Math.max(letters < 3 ? 0 : 4, Math.ceil(letters * 0.3));
  return `⟦${said}${' önë twö thréë'.repeat(longerBy).slice(0, longerBy).trimEnd()}⟧`;
}

const accents: Readonly<Record<string, string>> = {
  a: 'à',
  c: 'ç',
  e: 'é',
  i: 'í',
  k: 'ķ',
  l: 'ļ',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  t: 'ţ',
  u: 'ü',
  y: 'ý',
};
const accented = (text: string) => text.replaceAll(/[a-z]/g, (letter) => accents[letter] ?? letter);

/** Every text of a catalogue changed, its keys as they are. */
export function everyText<Texts extends object>(catalogue: Texts, change: (text: string) => string): Texts {
  const entries = Object.entries(catalogue).map(([key, value]) => [
    key,
    typeof value === 'string' ? change(value) : everyText(value as object, change),
  ]);
  return Object.fromEntries(entries) as Texts;
}
