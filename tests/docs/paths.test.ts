import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const pages = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md')].map((page) =>
  page.replaceAll('\\', '/'),
);

/** What stands at the root of the project, without what a build or a run leaves there. */
const leftThere = readFileSync('.gitignore', 'utf8')
  .split('\n')
  .map((line) => line.replace(/\/$/, ''));
const roots = readdirSync('.').filter((name) => !leftThere.includes(name));

/** Drawn by `npm run bench -- --write-docs` on the machine that the figures come from. */
const drawnLater = ['docs/performance.svg'];

/** `shared/posting/shift.ts`, `renderer/till/`; a `<version>` or `*` in it stands for several. */
function pathsIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => roots.some((root) => path === root || path.startsWith(`${root}/`)))
    .map((path) => path.replace(/<[^>]+>/g, '*'));
}

/** Targets of links and pictures, from the project's root. */
function linksIn(page: string, text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target).replaceAll('\\', '/'));
}

const missing = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => (path.includes('*') ? globSync(path).length === 0 : !existsSync(path)));

describe('every path that the documentation names exists', () => {
  test.each(pages)('%s', (page) => {
    const text = readFileSync(page, 'utf8');
    expect(
      missing([...pathsIn(text), ...linksIn(page, text)].filter((path) => !drawnLater.includes(path))),
    ).toEqual([]);
  });

  test('and one that does not is found', () => {
    const text =
      'See `shared/posting/shift.ts`, `shared/no-such-file.ts` and [why](decisions/no-such-note.md).';
    expect(missing([...pathsIn(text), ...linksIn('docs/page.md', text)])).toEqual([
      'shared/no-such-file.ts',
      'docs/decisions/no-such-note.md',
    ]);
  });
});

describe('README.md', () => {
  const readme = readFileSync('README.md', 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  test('names only scripts that there are, and the ones to begin with', () => {
    const named = [...readme.matchAll(/\bnpm (?:run ([a-z:]+)|(start|test)\b)/g)].map(
      ([, script, short]) => script ?? short ?? '',
    );
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'check', 'simulate', 'bench', 'dist']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('has a row in its map for every folder', () => {
    const folders = roots.filter((name) => !name.startsWith('.') && statSync(name).isDirectory());
    expect(folders.filter((name) => !readme.includes(`| \`${name}/`))).toEqual([]);
  });
});
