import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tmpfs = 0x01021994;
const root = join(import.meta.dirname, '../..');

/** Where benches write: the folder for temporary files, or this repository where that one is memory and no disk. */
export const scratchParent = (): string =>
  statfsSync(tmpdir()).type === tmpfs ? join(root, 'node_modules') : tmpdir();
