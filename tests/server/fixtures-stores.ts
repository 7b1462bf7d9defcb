import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { must } from '../../shared/result.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { openSqliteStore } from '../../sync-server/store/sqlite.ts';
import { provideMongoDatabase } from '../contract/mongo-database.ts';
import { mongoOfThisRun } from '../provide/mongo.ts';
import { MemoryDatabase, openMemoryStore } from './fixtures-memory-store.ts';

/** A database for one test: every `open` is another node's connection. */
export interface TestDatabase {
  open(): CentralStore;
}

async function sqliteFile(): Promise<{ readonly folder: string; readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-streams-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { folder, path: join(folder, 'tillside.sqlite') };
}

function openUntilFinished(path: string): CentralStore {
  const store = openSqliteStore(path);
  onTestFinished(() => store.close());
  return store;
}

export async function sqliteDatabase(): Promise<TestDatabase> {
  const { path } = await sqliteFile();
  return { open: () => openUntilFinished(path) };
}

export async function memoryDatabase(): Promise<TestDatabase> {
  const database = new MemoryDatabase();
  return { open: () => openMemoryStore(database) };
}

/** A SQLite database of which a backup can be taken and opened in its place. */
export async function sqliteWithBackup() {
  const { folder, path } = await sqliteFile();
  const backup = join(folder, 'backup.sqlite');
  return {
    open: () => openUntilFinished(path),
    /** The connection has to be closed before, so that the file is whole. */
    takeBackup: () => copyFile(path, backup),
    openBackup: () => openUntilFinished(backup),
  };
}

const mongo = mongoOfThisRun();

/** Opens ahead what a test may need: connecting takes time, and `open` is to be as plain as with the others. */
async function mongoDatabase(): Promise<TestDatabase> {
  if (!('uri' in mongo)) throw new Error('no MongoDB in this run');
  const database = await provideMongoDatabase(mongo);
  onTestFinished(() => database.drop());
  const stores = [await database.open(), await database.open()];
  return { open: () => must(stores.shift(), 'another connection') };
}

export const databases = [
  { engine: 'SQLite', provide: sqliteDatabase },
  { engine: 'a database without transactions', provide: memoryDatabase },
];

/** Without a MongoDB in the run, the contract suite says so in its last lines; the streams need not repeat it. */
export const sharedDatabases = [
  ...databases,
  ...('uri' in mongo ? [{ engine: 'MongoDB', provide: mongoDatabase }] : []),
];
