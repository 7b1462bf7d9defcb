import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Edit } from './world/stand-ins.ts';

const script = join(import.meta.dirname, '../../scripts/simulate.ts');

export interface Failure {
  readonly seed: number;
  readonly rule: string;
  readonly message: string;
}

export interface Ask {
  readonly seeds: number;
  readonly start: number;
  readonly days: number;
  readonly terminals?: number;
  readonly stores?: number;
  readonly store?: string;
  readonly only?: readonly string[];
  readonly notUnderstood?: readonly string[];
  readonly edits?: readonly Edit[];
  readonly first?: boolean;
  readonly twice?: boolean;
}

/** The simulation in a process of its own: it takes over timers and cryptography of the one that it runs in. */
export async function simulateInProcess(ask: Ask): Promise<readonly Failure[]> {
  const { error, stdout, stderr } = await run([...argumentsOf(ask), '--json']);
  const failures = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const { options, violation } = JSON.parse(line) as {
        options: { seed: number };
        violation: { rule: string; message: string };
      };
      return { seed: options.seed, ...violation };
    });
  // It ends with 1 where a rule is broken; anything else is a failure of the simulation itself.
  if ((error && failures.length === 0) || stderr.includes('not planted'))
    throw new Error(`${stderr}\n${stdout}`);
  return failures;
}

/** Of each seed the trace and what the central database holds at its end, as digests. */
export async function digestsInProcess(ask: Ask): Promise<readonly string[]> {
  const { error, stdout, stderr } = await run([...argumentsOf(ask), '--digests']);
  if (error) throw new Error(`${stderr}\n${stdout}`);
  return stdout.split('\n').filter((line) => line.startsWith('seed '));
}

function argumentsOf(ask: Ask): string[] {
  const { only = [], notUnderstood = [], edits = [], first = false, twice = false, ...numbers } = ask;
  return [
    ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...only.flatMap((name) => ['--only', name]),
    ...notUnderstood.flatMap((kind) => ['--not-understood', kind]),
    ...(edits.length > 0 ? ['--edits', JSON.stringify(edits)] : []),
    ...(first ? ['--first'] : []),
    ...(twice ? ['--twice'] : []),
  ];
}

const run = (given: readonly string[]) =>
  new Promise<{ error: Error | null; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, ...given], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ error, stdout, stderr }),
    );
  });
