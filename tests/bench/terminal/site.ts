import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import { build } from 'vite';
import { Refused } from '../../../shared/refusals/refused.ts';
import { buildApp } from '../../../sync-server/app.ts';
import { hashPassword } from '../../../sync-server/auth/passwords.ts';
import { seedDemo } from '../../../sync-server/demo/seed.ts';
import { createMetrics } from '../../../sync-server/metrics.ts';
import { openStore } from '../../../sync-server/store/open.ts';
import { createStreams } from '../../../sync-server/streams/create-streams.ts';

const repository = join(import.meta.dirname, '../../..');

/** The real server with the demonstration chain, serving the built register and the bench's page, under its own security headers. */
export interface Site {
  readonly url: string;
  /** Pulls the cable: pages are still served, as a service worker would, but no API call is answered. */
  unplug(): void;
  close(): Promise<void>;
}

export async function openSite(folder: string, pages: 'bench' | 'register and bench'): Promise<Site> {
  const registerDir = join(folder, 'register');
  if (pages === 'register and bench') await buildRegister(registerDir);
  await buildBenchPage(registerDir);
  const log = pino({ level: 'silent' });
  const dataDir = join(folder, 'data');
  const store = await openStore({ dataDir, mongodbUri: null });
  const streams = createStreams({
    store,
    now: () => new Date().toISOString(),
    random: () => randomBytes(16).toString('hex'),
    log,
  });
  await streams.start();
  const seeded = await seedDemo({ streams, hashPassword });
  if (!seeded.ok) throw new Refused(seeded.refusal);
  const app = await buildApp({
    store,
    streams,
    secret: 'a secret that only benches use, long enough',
    builtDir: folder,
    log,
    randomBytes,
    nowMs: Date.now,
    randomInt: (below) => randomInt(below),
    metrics: createMetrics(streams, { process: false }),
    isStopping: () => false,
  });
  let plugged = true;
  const server = createServer((request, answer) => {
    if (plugged || !request.url?.startsWith('/api/')) app.routing(request, answer);
    else request.socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    url: `http://localhost:${address.port}`,
    unplug() {
      plugged = false;
      server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await app.close();
      await streams.stop();
      await store.close();
    },
  };
}

const buildRegister = (outDir: string) =>
  build({
    configFile: join(repository, 'renderer/register/vite.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });

/** The page that the benches drive, beside the register: what one of them writes into the browser the other finds. */
async function buildBenchPage(outDir: string): Promise<void> {
  const root = join(import.meta.dirname, 'page');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Its module build asks for Node's events.
    resolve: { alias: { pouchdb: 'pouchdb/dist/pouchdb.min.js' } },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: { input: join(root, 'bench.html') },
    },
  });
  // The server serves a folder only where it has an index.
  if (!existsSync(join(outDir, 'index.html'))) await writeFile(join(outDir, 'index.html'), '');
}
