import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithThisProcess } from '../../provide/child-process.ts';
import { benchSecret } from './bench-till.ts';

const main = join(import.meta.dirname, '../../../sync-server/main.ts');
const tellMemory = join(import.meta.dirname, 'tell-memory.ts');

export type Memory = NodeJS.MemoryUsage;

/** The server as it is run, in a process of its own, over the database in a folder. */
export class BenchServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #kill: () => Promise<void>;

  private constructor(port: number, child: ChildProcess, kill: () => Promise<void>) {
    this.port = port;
    this.#child = child;
    this.#kill = kill;
  }

  static async start(dataDir: string): Promise<BenchServer> {
    const child = spawn(process.execPath, ['--expose-gc', '--import', tellMemory, main], {
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        PORT: '0',
        DEMO: '0',
        LOG_LEVEL: 'warn',
        TILLSIDE_SECRET: benchSecret,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const kill = endWithThisProcess(child);
    if (!child.stdout) throw new Error('the server has no output');
    for await (const line of createInterface(child.stdout)) {
      const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port) return new BenchServer(Number(port), child, kill);
    }
    throw new Error('the server did not start');
  }

  /** Seconds of processor time that the server has used. */
  async cpuSeconds(): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/metrics`);
    const found = /^process_cpu_seconds_total (\S+)$/m.exec(await answer.text())?.[1];
    if (!found) throw new Error('the server does not tell its processor time');
    return Number(found);
  }

  /** After a full garbage collection. */
  async memory(): Promise<Memory> {
    const told = once(this.#child, 'message');
    this.#child.send('memory');
    return ((await told) as [Memory])[0];
  }

  /** As an operator stops it: the database file is whole afterwards. */
  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
    await this.#kill();
  }
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
