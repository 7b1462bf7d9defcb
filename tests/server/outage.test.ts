import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as mongo from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { isOutage, StorageSilent, within } from '../../sync-server/store/outage.ts';

/** Classes that the driver throws and does not export. */
const { PoolClearedError, PoolClearedOnNetworkError, PoolClosedError, WaitQueueTimeoutError } = createRequire(
  import.meta.url,
)('mongodb/lib/cmap/errors.js') as Record<string, new (...details: unknown[]) => Error>;

const pool = { address: 'db:27017', serverError: null };
const answered = (code: number, errorLabels: string[] = []) =>
  new mongo.MongoServerError({ message: `code ${code}`, code, errorLabels });
const labelled = (error: mongo.MongoError, label: string) => {
  error.addErrorLabel(label);
  return error;
};
const bulk = (code: number, concern: unknown = undefined) =>
  new mongo.MongoBulkWriteError({ message: `code ${code}`, code, writeErrors: [] }, {
    getWriteConcernError: () => concern,
  } as unknown as mongo.BulkWriteResult);
const concern = { writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' }, ok: 1 };

const outages: Readonly<Record<string, () => unknown>> = {
  'a broken connection': () => new mongo.MongoNetworkError('connection 1 closed'),
  'a connection that is silent': () => new mongo.MongoNetworkTimeoutError('connection timed out'),
  'a pool cleared': () => new PoolClearedError!(pool),
  'a pool cleared under a request': () => new PoolClearedOnNetworkError!(pool),
  'a pool closed': () => new PoolClosedError!(pool),
  'a pool with nothing free': () => new WaitQueueTimeoutError!('timed out', pool.address),
  'no server to select': () =>
    new mongo.MongoServerSelectionError('timed out', { error: null } as mongo.TopologyDescription),
  'a time that has run out': () => new mongo.MongoOperationTimeoutError('timed out'),
  'a server closed': () => new mongo.MongoServerClosedError('server is closed'),
  'a topology closed': () => new mongo.MongoTopologyClosedError('topology is closed'),
  'a client closed': () => new mongo.MongoClientClosedError(),
  'no connection': () => new mongo.MongoNotConnectedError('not connected'),
  'a session that has expired': () => new mongo.MongoExpiredSessionError(),
  'a primary of old': () => new mongo.MongoStalePrimaryError('primary marked stale'),
  'no majority in time': () => new mongo.MongoWriteConcernError(concern),
  'no majority in time, of many writes': () => bulk(64, concern),
  'a primary that steps down amid many writes': () => bulk(11602),
  'not the primary (10107)': () => answered(10107),
  'interrupted by an election (11602)': () => answered(11602),
  'shutting down (91)': () => answered(91),
  'out of time at the server (50)': () => answered(50),
  'what the server calls retryable': () => answered(999, ['RetryableWriteError']),
  'what the server calls too much': () => answered(462, ['SystemOverloadedError']),
  'what resets the pool': () => labelled(new mongo.MongoError('reset'), 'ResetPool'),
  'no room on the disk of MongoDB': () => answered(14031),
  'no answer in time': () => new StorageSilent('no answer'),
};

test.each(Object.entries(outages))('[SEC6] %s is the database being away: 503', (_, make) => {
  expect(isOutage(make())).toBe(true);
});

const faults: Readonly<Record<string, () => unknown>> = {
  'a duplicate key': () => answered(11000),
  'a duplicate key among many writes': () => bulk(11000),
  'a command that does not exist': () => answered(59),
  'a wrong argument': () => new mongo.MongoInvalidArgumentError('of ours'),
  'an address that cannot be read': () => new mongo.MongoParseError('of ours'),
  'a state that should not be': () => new mongo.MongoRuntimeError('of ours'),
  'an error of ours': () => new Error('MongoNetworkError'),
  nothing: () => null,
};

test.each(Object.entries(faults))('%s is no outage', (_, make) => {
  expect(isOutage(make())).toBe(false);
});

test('[SEC6] SQLite that is busy, full or cannot be opened is away; a wrong statement and a broken law are not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-outage-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'one.sqlite');
  const [one, other] = [new DatabaseSync(path, { timeout: 0 }), new DatabaseSync(path, { timeout: 0 })];
  one.exec('CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1); BEGIN IMMEDIATE');
  const isAway = (work: () => void): boolean => {
    try {
      work();
    } catch (error) {
      return isOutage(error);
    }
    throw new Error('it worked');
  };
  expect(isAway(() => other.exec('BEGIN IMMEDIATE'))).toBe(true);
  expect(isAway(() => new DatabaseSync(`${path}/none`))).toBe(true);
  expect(isAway(() => one.exec('INSERT INTO t VALUES (1)'))).toBe(false);
  expect(isAway(() => one.exec('SELEKT'))).toBe(false);
  one.exec('COMMIT; PRAGMA max_page_count = 3; CREATE TABLE big (text TEXT) STRICT');
  expect(isAway(() => one.exec('INSERT INTO big VALUES (hex(zeroblob(100000)))'))).toBe(true);
  one.close();
  other.close();
});

test('an answer that comes in time is the answer, and one that fails is its failure', async () => {
  expect(await within(1_000, Promise.resolve(7))).toBe(7);
  await expect(within(1_000, Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  await expect(within(5, new Promise(() => {}))).rejects.toThrow(StorageSilent);
});
