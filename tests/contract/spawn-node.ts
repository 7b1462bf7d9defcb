import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { endWithThisProcess } from '../provide/child-process.ts';
import type { Task } from './node-process.ts';

export interface Ended {
  readonly lines: readonly string[];
  readonly signal: string | null;
}

/** Runs the task in a process of its own; SIGKILLs it after so many lines of output. Throws where it fails. */
export async function runNode(task: Task, killAfterLines = Number.POSITIVE_INFINITY): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'node-process.ts'), JSON.stringify(task)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const end = endWithThisProcess(child);
  const exited = once(child, 'exit');
  const errors = text(child.stderr);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length === killAfterLines) child.kill('SIGKILL');
  }
  const [code, signal] = (await exited) as [number | null, string | null];
  await end();
  if (code !== 0 && signal === null) throw new Error(`the node failed: ${await errors}`);
  return { lines, signal };
}
