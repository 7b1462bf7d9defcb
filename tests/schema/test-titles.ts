/** The titles of a file's own tests, as they stand in its text: of `test` and `it`, not of a `describe` or a step. */
export function titlesIn(text: string): readonly string[] {
  const titles: string[] = [];
  for (const call of text.matchAll(/(?<![\w.$'"`])(?:test|it)(?!\w)/g)) {
    const title = titleAfter(text, call.index + call[0].length);
    if (title !== null) titles.push(title);
  }
  return titles;
}

/** Of `.each(table)('title'` and the like as well: tables and other modifiers are passed over. */
function titleAfter(text: string, from: number): string | null {
  let at = from;
  for (;;) {
    const modifier = /^\s*\.(\w+)/.exec(text.slice(at, at + 80));
    if (modifier?.[1] === 'describe' || modifier?.[1] === 'step') return null;
    at += modifier?.[0].length ?? 0;
    const opened = /^\s*\(\s*/.exec(text.slice(at, at + 80));
    if (!opened) {
      if (modifier) continue;
      return null;
    }
    const first = at + opened[0].length;
    const end = endOfText(text, first);
    if (end !== null) return text.slice(first + 1, end - 1);
    at = endOfBrackets(text, at + opened[0].indexOf('('));
  }
}

/** Where the text that begins here in quotes has ended; null where none begins. */
function endOfText(text: string, from: number): number | null {
  const quote = text[from];
  if (quote !== "'" && quote !== '"' && quote !== '`') return null;
  let at = from + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfBrackets(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const ended = endOfText(text, at);
    if (ended !== null) {
      at = ended;
      continue;
    }
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return text.length;
}
