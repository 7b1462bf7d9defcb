import { resolve } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';

/** What the server is told from outside. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute: the embedded database and the server's secret. */
  readonly dataDir: string;
  /** Null: the embedded database. */
  readonly mongodbUri: string | null;
  readonly demo: boolean;
  /** Proxies in front of the server whose word on the caller's address counts. */
  readonly trustProxy: number;
  readonly logLevel: LogLevel;
  /** Null: kept in the data folder. */
  readonly secret: string | null;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

type Environment = Readonly<Record<string, string | undefined>>;
type ConfigResult<T> = Result<T, Refusal<'config.invalid'>>;

/** Reads the configuration. Refuses the first variable that is wrong. */
export function readConfig(environment: Environment, workingDir: string): ConfigResult<Config> {
  const port = portOf(environment);
  if (!port.ok) return port;
  const mongodbUri = mongodbUriOf(environment);
  if (!mongodbUri.ok) return mongodbUri;
  const demo = demoOf(environment);
  if (!demo.ok) return demo;
  const trustProxy = trustProxyOf(environment);
  if (!trustProxy.ok) return trustProxy;
  const logLevel = logLevelOf(environment);
  if (!logLevel.ok) return logLevel;
  const secret = secretOf(environment);
  if (!secret.ok) return secret;
  const dataDir = text(environment, 'DATA_DIR') ?? './data';
  if (dataDir.includes('\0')) return invalid('data_dir', dataDir);
  return ok({
    // Only this machine, until someone decides otherwise: the tokens travel in the clear without a proxy for TLS.
    host: text(environment, 'HOST') ?? '127.0.0.1',
    port: port.value,
    dataDir: resolve(workingDir, dataDir),
    mongodbUri: mongodbUri.value,
    demo: demo.value,
    trustProxy: trustProxy.value,
    logLevel: logLevel.value,
    secret: secret.value,
  });
}

function portOf(environment: Environment): ConfigResult<number> {
  const value = text(environment, 'PORT') ?? '8080';
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port >= 0 && port <= 65_535) return ok(port);
  return invalid('port', value);
}

function mongodbUriOf(environment: Environment): ConfigResult<string | null> {
  const value = text(environment, 'MONGODB_URI');
  if (value === null || /^mongodb(\+srv)?:\/\/[^/]+/.test(value)) return ok(value);
  // The address may carry a password, so it is not repeated.
  return refuse('config.invalid', { context: 'mongodb_uri' });
}

function demoOf(environment: Environment): ConfigResult<boolean> {
  const value = text(environment, 'DEMO') ?? '1';
  if (value === '0' || value === '1') return ok(value === '1');
  return invalid('demo', value);
}

function trustProxyOf(environment: Environment): ConfigResult<number> {
  const value = text(environment, 'TRUST_PROXY') ?? '0';
  if (/^\d$/.test(value)) return ok(Number(value));
  return invalid('trust_proxy', value);
}

function logLevelOf(environment: Environment): ConfigResult<LogLevel> {
  const value = text(environment, 'LOG_LEVEL') ?? 'info';
  const level = logLevels.find((name) => name === value);
  if (level) return ok(level);
  return refuse('config.invalid', {
    context: 'log_level',
    value: JSON.stringify(value),
    levels: logLevels.join(', '),
  });
}

function secretOf(environment: Environment): ConfigResult<string | null> {
  const value = text(environment, 'TILLSIDE_SECRET');
  if (value === null || value.length >= 32) return ok(value);
  return refuse('config.invalid', { context: 'secret' });
}

/** Null where it is not set; an empty value counts as not set, as in `PORT= npm start`. */
function text(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

const invalid = (context: 'data_dir' | 'demo' | 'port' | 'trust_proxy', value: string) =>
  refuse('config.invalid', { context, value: JSON.stringify(value) });
