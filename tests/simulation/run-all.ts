import { runSeed } from './run-seeds.ts';
import { shrink } from './shrink.ts';
import type { Options, Outcome } from './simulation.ts';
import type { Engine } from './world/central.ts';

const engines: readonly string[] = [
  'memory',
  'calls',
  'transactions',
  'sqlite',
  'mongodb',
] satisfies Engine[];

interface Asked {
  readonly seeds: string;
  readonly start: string;
  readonly days: string;
  readonly terminals?: string | undefined;
  readonly stores: string;
  readonly strikes?: string | undefined;
  readonly 'look-every': string;
  readonly store: string;
  readonly without: readonly string[];
  readonly only: readonly string[];
  readonly 'not-understood': readonly string[];
  readonly first: boolean;
  readonly lines: string;
  readonly counts: boolean;
  readonly json: boolean;
  readonly digests: boolean;
  readonly twice: boolean;
  readonly progress: boolean;
}

/** Runs the seeds one after the other; returns the exit code. */
export async function runAll(asked: Asked): Promise<number> {
  if (!engines.includes(asked.store)) throw new Error(`--store is one of ${engines.join(', ')}`);
  const total: Record<string, number> = {};
  let days = 0;
  let events = 0;
  let failed = 0;
  const startedMs = performance.now();
  const start = Number(asked.start);
  for (let seed = start; seed < start + Number(asked.seeds); seed++) {
    const outcome = await runSeed(optionsOf(seed, asked));
    if (asked.progress)
      console.log(
        `seed ${seed}: ${outcome.events} events, ${Math.round(process.cpuUsage().user / 1e4) / 100} s`,
      );
    if (asked.digests) console.log(`seed ${seed}: trace ${outcome.hash}, documents ${outcome.documents}`);
    days += outcome.days;
    events += outcome.events;
    for (const [what, count] of Object.entries(outcome.counts)) total[what] = (total[what] ?? 0) + count;
    if (asked.twice) {
      const again = await runSeed(outcome.options);
      if (again.hash !== outcome.hash) {
        failed += 1;
        console.error(`seed ${seed}: the same seed gave another trace\n${firstDifference(outcome, again)}`);
      }
    }
    if (outcome.violation) {
      failed += 1;
      await tell(outcome, asked);
      if (asked.first) break;
    }
  }
  const seconds = (performance.now() - startedMs) / 1000;
  if (asked.counts) {
    for (const [what, count] of Object.entries(total).sort())
      console.log(`${String(count).padStart(8)} ${what}`);
  }
  if (!asked.json) {
    console.log(
      `${asked.seeds} seeds from ${start}, ${failed} failed; ${Math.round(days)} days in ${seconds.toFixed(1)} s: ` +
        `${(days / seconds).toFixed(1)} days/s, ${(Number(asked.seeds) / seconds).toFixed(1)} seeds/s, ${Math.round(events / seconds)} events/s`,
    );
  }
  return failed > 0 ? 1 : 0;
}

const optionsOf = (seed: number, asked: Asked): Options => ({
  seed,
  days: Number(asked.days),
  terminals: asked.terminals === undefined ? 2 + (seed % 2) : Number(asked.terminals),
  stores: Number(asked.stores),
  lookEvery: Number(asked['look-every']),
  strikes: asked.strikes === undefined ? null : Number(asked.strikes),
  engine: asked.store as Engine,
  without: asked.without,
  only: asked.only,
  notUnderstood: asked['not-understood'],
});

async function tell(outcome: Outcome, asked: Asked): Promise<void> {
  const { violation, options } = outcome;
  if (asked.json) {
    console.log(JSON.stringify({ options, violation }));
    return;
  }
  console.error(`\nseed ${options.seed}: ${violation?.message}`);
  const shortest = await shrink(outcome);
  const { seed, days, terminals, stores, lookEvery, strikes, without, only, engine } = shortest.options;
  console.error(
    `shortest: npm run simulate -- --seeds 1 --start ${seed} --days ${days} --terminals ${terminals} --stores ${stores} --store ${engine} --look-every ${lookEvery}` +
      (strikes === null ? '' : ` --strikes ${strikes}`) +
      without.map((name) => ` --without '${name}'`).join('') +
      only.map((name) => ` --only '${name}'`).join(''),
  );
  console.error(`${shortest.violation?.message}\n${shortest.lines.slice(-Number(asked.lines)).join('\n')}\n`);
}

function firstDifference(a: Outcome, b: Outcome): string {
  const at = a.lines.findIndex((line, n) => line !== b.lines[n]);
  return `${a.lines.slice(Math.max(0, at - 5), at + 3).join('\n')}\n---\n${b.lines.slice(at, at + 3).join('\n')}`;
}
