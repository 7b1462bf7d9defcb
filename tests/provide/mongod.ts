import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithThisProcess } from './child-process.ts';
import type { StartedMongo } from './mongo.ts';

/** Starts the `mongod` of the PATH on a free loopback port, with its data in a temporary folder. */
export async function startMongod(): Promise<StartedMongo | { skipped: string }> {
  if (spawnSync('mongod', ['--version'], { stdio: 'ignore' }).status !== 0) {
    return { skipped: 'there is no mongod on the PATH' };
  }
  const folder = await mkdtemp(join(tmpdir(), 'tillside-mongod-'));
  const port = await freePort();
  const args = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'];
  const child = spawn('mongod', args, { stdio: 'ignore' });
  const end = endWithThisProcess(child);
  return {
    uri: `mongodb://127.0.0.1:${port}/`,
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}
