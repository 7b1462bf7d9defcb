import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { endWithThisProcess } from '../provide/child-process.ts';

const main = join(import.meta.dirname, '../../sync-server/main.ts');

/** The real server as a process of its own, started and killed again and again at one address. */
export class ServerProcess {
  readonly port: number;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #output = '';

  constructor(port: number, environment: Record<string, string>) {
    this.port = port;
    this.#environment = environment;
    onTestFinished(() => this.end('SIGKILL'));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it printed and logged, over all its lives; of the last ones only, where that is much. */
  get output(): string {
    return this.#output;
  }

  /** Returns at once. */
  spawn(): ChildProcess {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...this.#environment, PORT: String(this.port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const pipe of [child.stdout, child.stderr]) {
      pipe.on('data', (data: Buffer) => {
        this.#output = `${this.#output}${data}`.slice(-100_000);
      });
    }
    const end = endWithThisProcess(child);
    child.once('exit', () => void end());
    this.#child = child;
    return child;
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = this.spawn();
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (data: Buffer) => {
        printed += data;
        if (printed.includes('Tillside is ready.')) resolve();
      });
      child.once('exit', (code) => reject(new Error(`the server ended with code ${code}:\n${this.#output}`)));
    });
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
