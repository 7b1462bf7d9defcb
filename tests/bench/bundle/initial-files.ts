import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The page's scripts and all that these import before they run: not what is loaded on demand. */
export function initialFiles(built: string): readonly string[] {
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const imported of staticImports(readFileSync(file, 'utf8'))) add(join(dirname(file), imported));
  };
  for (const [, path = ''] of page.matchAll(/<script[^>]*\ssrc="\/([^"]+)"/g)) add(join(built, path));
  if (found.size === 0) throw new Error('the built page has no script');
  return [...found];
}

/** Built code has its imports at the top, as `import{a as b}from"./x.js"` or `import"./x.js"`. */
const staticImports = (code: string): readonly string[] =>
  [
    ...code.matchAll(/(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*{][^;"'()]*from\s*)?["'](\.\/[^"']+)["']/g),
  ].map(([, path = '']) => path);
