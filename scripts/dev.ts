/**
 * `npm run dev`: the register and the console with hot reload, against a server that starts again when its code changes, over a
 * demonstration of its own in `data/dev`.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { prettyFactory } from 'pino-pretty';
import { applications } from '../shared/applications.ts';
import { sentenceFrom } from '../shared/refusals/sentence-from.ts';
import { readConfig } from '../sync-server/config.ts';
import { startSentences } from '../sync-server/start-sentences.ts';
import { serveHotPages } from './hot-pages.ts';
import { endOnSignals, endWithNpm, run } from './run.ts';

const ROOT = join(import.meta.dirname, '..');

process.chdir(ROOT);
endWithNpm();
const environment = { PORT: '5173', DATA_DIR: 'data/dev', LOG_LEVEL: 'warn', ...process.env };
const config = readConfig(environment, ROOT);
if (!config.ok) {
  console.error(sentenceFrom(startSentences, config.refusal));
  process.exit(2);
}

const serverAddress = `http://localhost:${await freePort()}`;
const pages = await serveHotPages(
  Object.keys(applications).map((name) => ({
    configFile: join(ROOT, 'renderer', name, 'vite.config.ts'),
    server: { proxy: { '/api': serverAddress, '/metrics': serverAddress } },
  })),
  config.value.port,
).catch((error: unknown) => {
  console.error(`The pages cannot be served at port ${config.value.port} (PORT sets another one): ${error}`);
  process.exit(2);
});
endOnSignals(pages.stop);

const pretty = prettyFactory({ ignore: 'pid,hostname', colorize: process.stdout.isTTY });
process.exitCode = await run(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'sync-server/main.ts'],
  { ...environment, HOST: '127.0.0.1', PORT: new URL(serverAddress).port },
  // The server's log, and what it says of its own address: the register is at another one here.
  (line) => (line.startsWith('{') ? pretty(line).trimEnd() : line.replaceAll(serverAddress, pages.address)),
);

/** Asked for once: the server has the same port after each of its starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
