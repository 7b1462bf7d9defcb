import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

export interface PreviewServer {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Every screen of the register on a fake terminal, without a server. Port 0 takes a free one. */
export async function startPreview(port: number): Promise<PreviewServer> {
  const server = await createServer({
    configFile: false,
    root: join(import.meta.dirname, '../../..'),
    cacheDir: `node_modules/.vite-preview-${port}`,
    plugins: [react()],
    server: { port, fs: { strict: true }, hmr: false, watch: null },
    logLevel: 'warn',
  });
  await server.listen();
  const bound = server.httpServer?.address();
  if (!bound || typeof bound === 'string') throw new Error('the preview has no port');
  const address = `http://localhost:${bound.port}/tests/register/preview/index.html`;
  return { address, stop: () => server.close() };
}
