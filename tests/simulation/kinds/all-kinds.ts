import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from './kind.ts';

/** Every kind that stands in this folder, by name. */
export async function allKinds(): Promise<readonly Kind[]> {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).sort();
  const kinds: Kind[] = [];
  for (const file of files) {
    const module = (await import(join(import.meta.dirname, file))) as { readonly kind?: Kind };
    if (module.kind) kinds.push(module.kind);
  }
  return kinds;
}
