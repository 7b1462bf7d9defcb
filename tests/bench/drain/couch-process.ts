import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithThisProcess } from '../../provide/child-process.ts';

/** Starts the peer's server in a process of its own; resolves when it listens. */
export async function startCouchServer(
  folder: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'couch-server.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = endWithThisProcess(child);
  for await (const url of createInterface(child.stdout)) return { url, stop };
  throw new Error('the CouchDB-protocol server did not start');
}
