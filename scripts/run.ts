import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

let running: ChildProcess | undefined;

/** Runs a program to its end with this terminal, and gives its exit code (1 when a signal ended it). */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32' && command === 'npm',
    });
    running = child;
    child.once('error', reject);
    child.once('exit', (code) => {
      running = undefined;
      resolve(code ?? 1);
    });
  });
}

/** Ctrl-C and a polite kill end the running program too, then this one. Gives back how to take this off again. */
export function endOnSignals(cleanUp: () => Promise<void>): () => void {
  const end = (signal: 'SIGINT' | 'SIGTERM'): void => {
    running?.kill(signal);
    void cleanUp().finally(() => process.exit(128 + constants.signals[signal]));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => {
    process.removeListener('SIGINT', end).removeListener('SIGTERM', end);
  };
}
