import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { titlesIn } from './test-titles.ts';

const specFile = 'tests/SPEC.md';
const rulePattern = /^- ([A-Z]{3}\d+) /;

/** Files with tests in them: `*.contract.ts` has those that every engine runs. */
const testFiles = 'tests/**/*.{test,spec,contract}.{ts,tsx}';

/** Test files by the rules that titles of their tests quote, as `[STK1]`. */
function quotes(): ReadonlyMap<string, readonly string[]> {
  const byRule = new Map<string, string[]>();
  for (const file of globSync(testFiles).sort()) {
    const titles = titlesIn(readFileSync(file, 'utf8')).join('\n');
    const rules = new Set(titles.match(/\[[A-Z]{3}\d+\]/g)?.map((quote) => quote.slice(1, -1)));
    for (const rule of rules) byRule.set(rule, [...(byRule.get(rule) ?? []), file.replaceAll('\\', '/')]);
  }
  return byRule;
}

/** The rules with the line that stands below each. */
function rules(text: string): readonly { readonly id: string; readonly tests: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, n) => {
    const id = rulePattern.exec(line)?.[1];
    return id ? [{ id, tests: lines[n + 1]?.trim() ?? '' }] : [];
  });
}

const testsLine = (files: readonly string[]): string =>
  files.length === 0
    ? '  *not yet*'
    : `  ${files.map((file) => `\`${file.slice('tests/'.length)}\``).join(', ')}`;

function withTests(text: string, byRule: ReadonlyMap<string, readonly string[]>): string {
  const lines = text.split('\n').filter((line) => !/^ {2}(\*not yet\*|`)/.test(line));
  return lines
    .flatMap((line) => {
      const id = rulePattern.exec(line)?.[1];
      return id ? [line, testsLine(byRule.get(id) ?? [])] : [line];
    })
    .join('\n');
}

/** Written in two parts, so that this file quotes no rule. */
const rule = (id: string) => `[${id}]`;

test('a rule counts as tested where the title of a test quotes it, and nowhere else', () => {
  const text = `
    // as in [NOT1] test
    describe('${rule('NOT2')} a group', () => {
      test(\`${rule('YES1')} \${n} tills\`, () => expect(of('${rule('NOT3')}')).toBe(1));
      it.each([['(', f(1)], [')', "${rule('NOT4')}"]])('${rule('YES2')} %s', () => {});
      test.skipIf(isSlow())(
        '${rule('YES3')} slowly',
        () => test.step('${rule('NOT5')}', go),
      );
    });`;
  expect(titlesIn(text).map((title) => title.slice(1, 5))).toEqual(['YES1', 'YES2', 'YES3']);
});

describe('tests/SPEC.md', () => {
  const byRule = quotes();
  if (process.env.UPDATE_SPEC) writeFileSync(specFile, withTests(readFileSync(specFile, 'utf8'), byRule));
  const spec = rules(readFileSync(specFile, 'utf8'));

  test('has every rule that a test quotes', () => {
    const known = new Set(spec.map(({ id }) => id));
    expect([...byRule].filter(([rule]) => !known.has(rule))).toEqual([]);
  });

  test('has each rule once', () => {
    const ids = spec.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(40);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names below each rule only files that quote it', () => {
    for (const { id, tests } of spec) {
      const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => `tests/${file}`);
      if (named.length === 0) expect(tests, id).toBe('*not yet*');
      for (const file of named) expect(byRule.get(id) ?? [], `${id}: run with UPDATE_SPEC=1`).toContain(file);
    }
  });
});
