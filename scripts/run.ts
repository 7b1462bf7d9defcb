import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

const PATIENCE_MS = 5000;
const PARENT_CHECK_MS = 500;
const WINDOWS = process.platform === 'win32';

let running: ChildProcess | undefined;
let ending = false;

/**
 * Runs a program to its end with this terminal, and gives its exit code (1 when a signal ended it). `words`: what is
 * shown of a line that it says, or null.
 */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  words?: (line: string) => string | null,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', words ? 'pipe' : 'inherit', words ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
      // A group of its own: npm and shells do not pass signals on to what they have started.
      detached: !WINDOWS,
      shell: WINDOWS && command === 'npm',
    });
    running = child;
    for (const output of [child.stdout, child.stderr]) {
      if (!output || !words) continue;
      createInterface({ input: output }).on('line', (line) => {
        const shown = words(line);
        if (shown !== null) console.log(shown);
      });
    }
    child.once('error', reject);
    // Not before its last line is said, where lines are read.
    child.once(words ? 'close' : 'exit', (code) => {
      running = undefined;
      // On its way out, the caller must not go on to its next step.
      if (!ending) resolve(code ?? 1);
    });
  });
}

/** Ctrl-C and a polite kill end the running program with all it has started, then this one. */
export function endOnSignals(cleanUp: () => Promise<void>): { takeOff: () => void } {
  const end = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (ending) return;
    ending = true;
    void endRunning(signal)
      .then(cleanUp)
      .finally(() => process.exit(128 + constants.signals[signal]));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  return { takeOff: () => process.removeListener('SIGINT', end).removeListener('SIGTERM', end) };
}

/** Killing npm kills the shell in between, but not this process: notice it and end as on a kill. */
export function endWithNpm(): void {
  if (!process.env.npm_lifecycle_event || WINDOWS) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_CHECK_MS).unref();
}

async function endRunning(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const child = running;
  if (!child) return;
  const gone = once(child, 'exit');
  killGroup(child, signal);
  const tooLong = setTimeout(() => killGroup(child, 'SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(tooLong);
  // What it left behind, such as a worker in the middle of a test.
  killGroup(child, 'SIGKILL');
}

/** Signals a detached process and all that it has started. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (WINDOWS) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nothing is left of the group, which is what was wanted.
  }
}
