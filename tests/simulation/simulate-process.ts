import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { argumentsOf, type Command } from './command.ts';
import type { Ran } from './run-all.ts';

const script = join(import.meta.dirname, '../../scripts/simulate.ts');

export interface Failure {
  readonly seed: number;
  readonly rule: string;
  readonly message: string;
}

export type Ask = Partial<Command> & Pick<Command, 'seeds' | 'start'>;

/** The simulation in a process of its own: it takes over timers and cryptography of the one that it runs in. */
export async function simulateInProcess(ask: Ask): Promise<readonly Failure[]> {
  const { error, stdout, stderr } = await runCommand(argumentsOf({ ...ask, json: true }));
  // It ends with 1 where a rule is broken; anything else is a failure of the simulation itself.
  const told = failuresIn(stdout, ask);
  if ('wrong' in told) throw new Error(`${told.wrong}\n${stderr}\n${stdout}`);
  if ((error && told.failures.length === 0) || stderr.includes('not planted'))
    throw new Error(`${stderr}\n${stdout}`);
  return told.failures;
}

type Line = { ran: Ran } | { options: { seed: number }; violation: { rule: string; message: string } };

/** What `--json` has printed. `wrong`: it did not run what it was asked for, so that no failures mean nothing. */
export function failuresIn(
  stdout: string,
  ask: Ask,
): { readonly failures: readonly Failure[] } | { readonly wrong: string } {
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  const failures = lines.flatMap((line) =>
    'violation' in line ? [{ seed: line.options.seed, ...line.violation }] : [],
  );
  const ran = lines.flatMap((line) => ('ran' in line ? [line.ran] : [])).at(-1);
  if (!ran) return { wrong: 'the simulation did not come to its end' };
  const isLast = ({ rule }: Failure) => ask.first || ask.until?.includes(rule);
  const endedEarly = failures.some(isLast);
  if (ran.seeds !== ask.seeds && !endedEarly) return { wrong: `${ran.seeds} of ${ask.seeds} seeds were run` };
  const missed = (ask.only ?? []).filter((name) => !ran.counts[name]);
  if (missed.length > 0 && failures.length === 0) return { wrong: `never struck: ${missed.join(', ')}` };
  return { failures };
}

/** Of each seed the trace and what the central database holds at its end, as digests. */
export async function digestsInProcess(ask: Ask): Promise<readonly string[]> {
  const { error, stdout, stderr } = await runCommand(argumentsOf({ ...ask, digests: true }));
  const digests = stdout.split('\n').filter((line) => line.startsWith('seed '));
  if (error || digests.length !== ask.seeds) throw new Error(`${stderr}\n${stdout}`);
  return digests;
}

/** `npm run simulate` with these arguments; `error` where it does not end with 0. */
export const runCommand = (given: readonly string[]) =>
  new Promise<{ error: Error | null; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, ...given], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ error, stdout, stderr }),
    );
  });
