import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Measured, plainNumbers } from './measured.ts';

/** Makes the file and its folder where they are missing: a run of minutes must not end in a path that cannot be written. */
export function openJsonFile(path: string): { write(measured: Measured): void } | { readonly fault: string } {
  try {
    makeFolders(dirname(path));
    // Appending nothing: the figures of the last run stay until there are new ones.
    closeSync(openSync(path, 'a'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    return { fault: `--json must be a file that can be written; ${path} is not (${code}).` };
  }
  return {
    write: (measured) => writeFileSync(path, `${JSON.stringify(plainNumbers(measured), null, 2)}\n`),
  };
}

/** Not `recursive`: Node tries for ever below /proc, where folders can be named but never made. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path);
}
