/** `node tests/register/preview/serve.ts`: every screen of the register on a fake terminal, without a server. */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const server = await createServer({
  configFile: false,
  root: join(import.meta.dirname, '../../..'),
  plugins: [react()],
  server: { port: Number(process.env.PORT ?? 5199), fs: { strict: true } },
});
await server.listen();
console.log(`http://localhost:${server.config.server.port}/tests/register/preview/index.html`);
