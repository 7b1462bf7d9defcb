import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';

const bench = join(import.meta.dirname, 'fake-group/bench-process.ts');

/** Each process inherits the output of the one that started it: it ends when the last of them is gone. */
describe.skipIf(process.platform === 'win32')('the server that a group of npm run bench has started', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends with it on %s', async (signal) => {
    const child = spawn(process.execPath, [bench], { stdio: ['ignore', 'pipe', 'inherit'] });
    expect(await linesAfterKill(child, signal)).toEqual([]);
  });

  it('ends with it when npm is killed', async () => {
    // As npm runs scripts: by a shell, which waits for them.
    const child = spawn('/bin/sh', ['-c', '"$0" "$1"; exit', process.execPath, bench], {
      env: { ...process.env, npm_lifecycle_event: 'bench' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(await linesAfterKill(child, 'SIGKILL')).toEqual([]);
  });

  it('ends with a group that breaks off, and the run goes on', async () => {
    const env = { ...process.env, FAKE_GROUP: 'breaks' };
    const child = spawn(process.execPath, [bench], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = await allOf(linesOf(child));
    expect(lines.at(-1)).toBe('{"ok":false,"why":"fanout ended with code 3"}');
  });
});

/** Kills as soon as the server runs, and resolves when all are gone, with what they have still printed. */
async function linesAfterKill(child: ChildProcess, signal: NodeJS.Signals): Promise<string[]> {
  const lines = linesOf(child);
  const server = Number((await lines.next()).value);
  onTestFinished(() => endIfLeft(server));
  child.kill(signal);
  return allOf(lines);
}

async function allOf(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

function linesOf({ stdout }: ChildProcess): NodeJS.AsyncIterator<string> & AsyncIterable<string> {
  if (!stdout) throw new Error('the process has no output');
  return createInterface(stdout)[Symbol.asyncIterator]();
}

function endIfLeft(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone, as it should be.
  }
}
