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

/**
 * Every screen of the register on a fake terminal, without a server. Port 0 takes a free one. Built, because a page of
 * three hundred modules takes two seconds to load and tests load it hundreds of times.
 */
export async function startPreview(port: number): Promise<PreviewServer> {
  const outDir = await mkdtemp(join(tmpdir(), 'tillside-preview-'));
  const pages = { configFile: false, root, logLevel: 'warn' } as const;
  const to = { outDir, emptyOutDir: true, target: 'es2023' } as const;
  await build({ ...pages, build: to, plugins: [react()] });
  const server = await preview({ ...pages, build: to, preview: { port } });
  const bound = server.httpServer.address();
  if (!bound || typeof bound === 'string') throw new Error('the preview has no port');
  return {
    address: `http://localhost:${bound.port}/`,
    stop: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
