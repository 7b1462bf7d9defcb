import { fork } from 'node:child_process';
import { join } from 'node:path';
import { endWithThisProcess } from '../provide/child-process.ts';
import type { BenchOptions, Figure } from './figure.ts';
import type { Group } from './figures.ts';

export type GroupResult =
  | { readonly ok: true; readonly figures: Record<string, Figure> }
  | { readonly ok: false; readonly why: string };

/** Measures a group in a process of its own; whatever becomes of that, the caller goes on. */
export async function measureGroup(
  group: Group,
  options: Omit<BenchOptions, 'log'>,
  chromium: string,
): Promise<GroupResult> {
  const child = fork(join(import.meta.dirname, 'group-process.ts'), [group, JSON.stringify(options)], {
    env: { ...process.env, CHROMIUM_PATH: chromium, NODE_ENV: 'production' },
  });
  const stop = endWithThisProcess(child);
  let figures: Record<string, Figure> | null = null;
  child.once('message', (message) => {
    figures = message as Record<string, Figure>;
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  await stop();
  if (code !== 0) return { ok: false, why: `${group} ended with code ${code}` };
  return figures === null ? { ok: false, why: `${group} told no figures` } : { ok: true, figures };
}
