/** A text of the catalogue as no language writes it: bracketed, accented, a third longer; `{{…}}` and keys stay. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const said = parts.map((part) => (part.startsWith('{{') ? part : accented(part))).join('');
  const letters = text.replaceAll(/\{\{[^}]*\}\}/g, '').length;
  const padding = Array.from(
    { length: Math.ceil((letters * 0.3) / 5) },
    (_, index) => fillers[index % fillers.length],
  );
  return `⟦${[said, ...padding]
    .join(' ')
    .slice(0, said.length + Math.ceil(letters * 0.3))
    .trimEnd()}⟧`;
}

const fillers = ['önë', 'twö', 'thréë', 'föür'];
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
