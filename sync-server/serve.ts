import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { instantAt } from '../shared/domain/instants.ts';
import { cryptoRandomInt } from '../shared/domain/numbers.ts';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';
import { buildApp } from './app.ts';
import { hashPassword } from './auth/passwords.ts';
import type { Config } from './config.ts';
import { diskFull, lockDataFolder, makeDataFolder, serverSecret } from './data-folder.ts';
import { seedDemo } from './demo/seed.ts';
import { demoWelcome } from './demo/welcome.ts';
import { createMetrics } from './metrics.ts';
import type { App } from './routes/context.ts';
import { isDiskFull } from './store/disk-full.ts';
import { openStore } from './store/open.ts';
import { createStreams } from './streams/create-streams.ts';

interface Running {
  /** Lines for the person who started it. */
  readonly welcome: readonly string[];
  stop(): Promise<void>;
}

const builtDir = join(import.meta.dirname, '../dist');

/** Everything from the data folder to the open port, in this order; undone in the opposite one. */
export async function serve(config: Config, log: FastifyBaseLogger): Promise<Result<Running>> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const started = await start(config, log, undo).catch((error: unknown) => failed(config, log, error));
  if (started.ok) return ok({ welcome: started.value, stop });
  await stop();
  return started;
}

async function start(
  config: Config,
  log: FastifyBaseLogger,
  undo: (() => unknown)[],
): Promise<Result<string[]>> {
  const folder = makeDataFolder(config.dataDir);
  if (!folder.ok) return folder;
  if (config.mongodbUri === null) {
    const lock = lockDataFolder(config.dataDir);
    if (!lock.ok) return lock;
    undo.push(() => lock.value.release());
  }
  const secret = config.secret === null ? serverSecret(config.dataDir) : ok(config.secret);
  if (!secret.ok) return secret;

  const store = await openStore(config);
  undo.push(() => store.close());
  const streams = createStreams({
    store,
    now: () => instantAt(Date.now()),
    random: () => randomBytes(16).toString('hex'),
    log,
  });
  undo.push(() => streams.stop());
  await streams.start();
  const demo = config.demo ? await seedDemo({ streams, hashPassword }) : ok(false);
  if (!demo.ok) return demo;

  let stopping = false;
  const app = await buildApp({
    store,
    streams,
    secret: secret.value,
    builtDir,
    log,
    trustProxy: config.trustProxy,
    nowMs: Date.now,
    randomBytes,
    randomInt: cryptoRandomInt((array) => crypto.getRandomValues(array)),
    metrics: createMetrics(streams, { process: true }),
    isStopping: () => stopping,
  });
  undo.push(() => {
    stopping = true;
    return app.close();
  });
  const address = await listen(app, config);
  if (!address.ok) return address;
  log.info({ address: address.value, database: config.mongodbUri === null ? 'sqlite' : 'mongodb' }, 'ready');
  const first = demo.value ? await demoWelcome(store, address.value) : [`  Open ${address.value}`];
  return ok(['', 'Tillside is ready.', ...first, '', '  Ctrl-C stops it.', '']);
}

async function listen(app: App, { host, port }: Config): Promise<Result<string>> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    return unusable(error, host, port);
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return ok(`http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host}:${bound}`);
}

function unusable(
  error: unknown,
  host: string,
  port: number,
): { readonly ok: false; readonly refusal: Refusal } {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return refuse('config.port_taken', { port, next: port + 1 });
    case 'EACCES':
      return refuse('config.port_closed', { port });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return refuse('config.host_elsewhere', { host });
    default:
      return refuse('server.not_started', { reason: String(error) });
  }
}

function failed(
  { mongodbUri, dataDir }: Config,
  log: FastifyBaseLogger,
  error: unknown,
): { readonly ok: false; readonly refusal: Refusal } {
  if (isDiskFull(error)) return diskFull(mongodbUri === null ? dataDir : 'the MongoDB');
  log.error({ err: error }, 'could not start');
  return refuse('server.not_started', { reason: error instanceof Error ? error.message : String(error) });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);
