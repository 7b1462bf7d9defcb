import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { initialFiles } from './bundle/initial-files.ts';
import { type Bench, figureOf } from './figure.ts';

const repository = join(import.meta.dirname, '../..');

/** What a browser must load before the register starts. The same each time it is built, so it is built once. */
export const bench: Bench = {
  group: 'bundle',
  async measure({ scratch, log }) {
    const outDir = join(scratch, 'register');
    await build({
      configFile: join(repository, 'renderer/register/vite.config.ts'),
      logLevel: 'error',
      build: { outDir },
    });
    let bytes = 0;
    for (const file of initialFiles(outDir)) {
      const gzipped = gzipSync(readFileSync(file), { level: 9 }).length;
      bytes += gzipped;
      log(`${file.slice(outDir.length + 1)}: ${gzipped} bytes`);
    }
    return { register_gzip_bytes: figureOf('bytes', [bytes], { atMost: 250_000 }) };
  },
};
