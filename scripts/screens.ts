/** `npm run screens`: every screen of the register in its states, on a till in memory, with hot reload and without a server. */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { serveHotPages } from './hot-pages.ts';
import { endWithNpm } from './run.ts';

endWithNpm();
const root = join(import.meta.dirname, '../tests/register/preview');
const port = Number(process.env.PORT || 5199);
const { address } = await serveHotPages([{ configFile: false, root, plugins: [react()] }], port);
console.log(`Every screen: ${address}/screens.html (in Spanish with ?language=es). Ctrl-C stops it.`);
