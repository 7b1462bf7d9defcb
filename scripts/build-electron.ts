/** The desktop app's two programs: main as a module, preload as the one CommonJS script that a sandbox loads. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..');

/** Writes an app folder that Electron starts: `electron <outDir>`. */
export async function buildElectron(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await bundle('electron/main.ts', outDir, 'es', 'main.js');
  await bundle('electron/preload.ts', outDir, 'cjs', 'preload.cjs');
  const { version, description } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
    description: string;
  };
  // The product's name is the profile folder's, where every journal lies: never to be changed.
  const manifest = {
    name: 'tillside',
    productName: 'Tillside',
    version,
    description,
    type: 'module',
    main: 'main.js',
    // Debian's packages ask for both.
    author: 'Tillside',
    homepage: 'https://tillside.example',
  };
  await writeFile(join(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function bundle(entry: string, outDir: string, format: 'es' | 'cjs', file: string): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    // Everything of npm goes into the file: the app folder has no node_modules.
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      rolldownOptions: { output: { format, entryFileNames: file, codeSplitting: false } },
    },
  });
}
