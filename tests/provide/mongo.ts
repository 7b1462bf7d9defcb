/** The MongoDB of the tests: a given one, a mongod of this machine, or FerretDB, built once. */
import { MongoClient } from 'mongodb';
import { startFerretdb } from './ferretdb.ts';
import { startMongod } from './mongod.ts';

type Mongo = { readonly uri: string; readonly kind: 'given' | 'mongod' | 'ferretdb' };
type NoMongo = { readonly skipped: string };

/** What a provider has started. `stop` resolves when the process is gone and its files are removed. */
export type StartedMongo = { readonly uri: string; readonly stop: () => Promise<void> };

const ANSWER_TIMEOUT_MS = 20_000;

/** Throws when MONGODB_TEST_URI is set but does not answer: a wrong address must not pass as "skipped". */
export async function provideMongo(): Promise<(Mongo & { stop: () => Promise<void> }) | NoMongo> {
  const given = process.env.MONGODB_TEST_URI;
  if (given) {
    await answers(given);
    return { uri: given, kind: 'given', stop: async () => {} };
  }
  const reasons: string[] = [];
  for (const [kind, start] of [
    ['mongod', startMongod],
    ['ferretdb', startFerretdb],
  ] as const) {
    const started = await start();
    if ('uri' in started) {
      await answers(started.uri);
      return { ...started, kind };
    }
    reasons.push(started.skipped);
  }
  return { skipped: `no MongoDB: MONGODB_TEST_URI is not set; ${reasons.join('; ')}` };
}

/** For the tests themselves: what the run has provided. Give each test a database name of its own. */
export function mongoOfThisRun(): Mongo | NoMongo {
  const { MONGODB_TEST_URI: uri, TILLSIDE_TEST_MONGO_KIND: kind, TILLSIDE_TEST_MONGO_SKIPPED } = process.env;
  if (uri && (kind === 'given' || kind === 'mongod' || kind === 'ferretdb')) return { uri, kind };
  return { skipped: TILLSIDE_TEST_MONGO_SKIPPED ?? 'no MongoDB was provided to this run' };
}

/** The environment by which `mongoOfThisRun` learns of it, in this process's children. */
export function mongoEnvironment(mongo: Mongo | NoMongo): Record<string, string> {
  return 'uri' in mongo
    ? { MONGODB_TEST_URI: mongo.uri, TILLSIDE_TEST_MONGO_KIND: mongo.kind }
    : { TILLSIDE_TEST_MONGO_SKIPPED: mongo.skipped };
}

async function answers(uri: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: ANSWER_TIMEOUT_MS });
  try {
    await client.db('admin').command({ ping: 1 });
  } catch (error) {
    throw new Error(`The MongoDB for the tests does not answer at ${withoutPassword(uri)}.`, {
      cause: error,
    });
  } finally {
    await client.close();
  }
}

function withoutPassword(uri: string): string {
  return uri.replace(/\/\/.*@/, '//…@');
}
