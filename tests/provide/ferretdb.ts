import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { endWithThisProcess } from './child-process.ts';
import type { StartedMongo } from './mongo.ts';

const SOURCE = join(import.meta.dirname, '../ferretdb');
const EXE = process.platform === 'win32' ? '.exe' : '';

/** Starts FerretDB with its data in a temporary folder; builds it first if this machine has not yet (a minute). */
export async function startFerretdb(): Promise<StartedMongo | { skipped: string }> {
  const built = await build();
  if ('skipped' in built) return built;

  const folder = await mkdtemp(join(tmpdir(), 'tillside-ferretdb-'));
  // It ends when its stdin closes, so it cannot outlive a run that was killed.
  const child = spawn(built.path, [folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const end = endWithThisProcess(child);
  const exited = once(child, 'exit').then(([code]) => ({ code: code as unknown }));
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), exited]);
  if ('code' in first) throw new Error(`FerretDB ended at its start with code ${first.code}.`);
  return {
    uri: String(first[0]),
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function build(): Promise<{ path: string } | { skipped: string }> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tillside');
  const path = join(cache, `ferretdb-${await sourceHash()}${EXE}`);
  if (existsSync(path)) return { path };

  console.log('MongoDB: building FerretDB, once on this machine (about a minute)');
  await mkdir(cache, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  const child = spawn('go', ['build', '-trimpath', '-buildvcs=false', '-o', unfinished, '.'], {
    cwd: SOURCE,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = endWithThisProcess(child);
  const started = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]).catch(() => false);
  if (!started) return { skipped: 'there is no Go to build FerretDB with' };
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  await end();
  if (code !== 0) {
    const lastLine = output.trim().split('\n').at(-1) ?? '';
    return { skipped: `FerretDB could not be built (${lastLine})` };
  }
  // Complete or absent: two runs may build at the same time, and either may be stopped.
  await rename(unfinished, path);
  return { path };
}

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(await readFile(join(SOURCE, name)));
  return hash.digest('hex').slice(0, 16);
}
