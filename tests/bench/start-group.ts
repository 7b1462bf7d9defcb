import { fork } from 'node:child_process';
import { join } from 'node:path';
import { endAllWithThisProcess } from '../provide/child-process.ts';
import type { BenchOptions, Figure } from './figure.ts';
import type { Group } from './figures.ts';

export type GroupResult =
  | { readonly ok: true; readonly figures: Record<string, Figure> }
  | { readonly ok: false; readonly why: string };

export interface StartedGroup {
  /** Whatever becomes of the group's process, its caller goes on; only after `end` this stays open. */
  readonly result: Promise<GroupResult>;
  /** Ends the group's process and all that it has started, at the latest together with this process. */
  end(): Promise<void>;
}

const groupProcess = join(import.meta.dirname, 'group-process.ts');

/** Measures a group in a process of its own. */
export function startGroup(
  group: Group,
  options: Omit<BenchOptions, 'log'>,
  { chromium, program = groupProcess }: { readonly chromium: string; readonly program?: string },
): StartedGroup {
  const child = fork(program, [group, JSON.stringify(options)], {
    env: { ...process.env, CHROMIUM_PATH: chromium, NODE_ENV: 'production' },
    // A group of processes of its own, so that its servers can be ended with it.
    detached: process.platform !== 'win32',
  });
  const endAll = endAllWithThisProcess(child);
  let ended = false;
  let figures: Record<string, Figure> | null = null;
  child.once('message', (message) => {
    figures = message as Record<string, Figure>;
  });
  const result = new Promise<GroupResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (ended) return;
      endAll().then(() => resolve(resultOf(group, code, figures)), reject);
    });
  });
  return {
    result,
    end: () => {
      ended = true;
      return endAll();
    },
  };
}

function resultOf(group: Group, code: number | null, figures: Record<string, Figure> | null): GroupResult {
  if (code !== 0) return { ok: false, why: `${group} ended with code ${code}` };
  return figures === null ? { ok: false, why: `${group} told no figures` } : { ok: true, figures };
}
