import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';
import { isDiskFull } from './store/disk-full.ts';

type FolderRefusal = Refusal<'data.not_writable' | 'data.in_use' | 'data.disk_full'>;

/** Makes the folder where it is missing. */
export function makeDataFolder(dataDir: string): Result<void, FolderRefusal> {
  try {
    makeFolders(dataDir);
    return ok(undefined);
  } catch (error) {
    return notWritable(dataDir, error);
  }
}

/** Not `recursive`: Node tries for ever below /proc, where folders can be named but never made. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/**
 * Takes the data folder for this process; the embedded database has one server. A lock of SQLite's own on a file
 * beside the database: the operating system lifts it when the process dies, however it dies.
 */
export function lockDataFolder(dataDir: string): Result<{ release(): void }, FolderRefusal> {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    const held = lock;
    return ok({ release: () => held.close() });
  } catch (error) {
    lock?.close();
    if (!isBusy(error)) return notWritable(dataDir, error);
    return refuse('data.in_use', { folder: dataDir });
  }
}

/**
 * The secret under which the server seals what it must recognise again, though its database be restored from a
 * backup: so it is kept beside the database, not in it. Made at the first start.
 */
export function serverSecret(dataDir: string): Result<string, FolderRefusal> {
  const path = join(dataDir, 'server-secret');
  const temporary = `${path}.${process.pid}`;
  try {
    const known = readIfThere(path);
    if (known) return ok(known);
    writeFileSync(temporary, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
    linkIfMissing(temporary, path);
    rmSync(temporary);
    syncFolder(dataDir);
    return ok(readFileSync(path, 'utf8').trim());
  } catch (error) {
    return notWritable(dataDir, error);
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A link appears whole or not at all, and not where another process was faster. */
function linkIfMissing(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function syncFolder(path: string): void {
  // Windows cannot open folders, and makes links durable by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === 5;

const notWritable = (dataDir: string, error: unknown) =>
  codeOf(error) === 'ENOSPC' || isDiskFull(error)
    ? diskFull(dataDir)
    : refuse('data.not_writable', { folder: dataDir, reason: String(codeOf(error) ?? error) });

export const diskFull = (place: string) => refuse('data.disk_full', { place });
