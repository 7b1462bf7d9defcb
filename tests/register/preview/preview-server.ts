import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

export interface PreviewServer {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const root = import.meta.dirname;

const pages = { configFile: false, root, logLevel: 'warn' } as const;

/** Builds the pages into a folder. `npm test` does it once for all test files and names the folder in the environment. */
export async function buildPreview(outDir: string): Promise<void> {
  await build({ ...pages, build: { outDir, emptyOutDir: true, target: 'es2023' }, plugins: [react()] });
}

/**
 * Every screen of the register on a till in memory, without a server. Port 0 takes a free one. Built, because a page of
 * three hundred modules takes two seconds to load and tests load it hundreds of times.
 */
export async function startPreview(port: number): Promise<PreviewServer> {
  const built = process.env.TILLSIDE_TEST_PREVIEW;
  const outDir = built ?? (await mkdtemp(join(tmpdir(), 'tillside-preview-')));
  if (!built) await buildPreview(outDir);
  const server = await preview({ ...pages, build: { outDir }, preview: { port } });
  const bound = server.httpServer.address();
  if (!bound || typeof bound === 'string') throw new Error('the preview has no port');
  return {
    address: `http://localhost:${bound.port}/`,
    stop: async () => {
      await server.close();
      if (!built) await rm(outDir, { recursive: true, force: true });
    },
  };
}
