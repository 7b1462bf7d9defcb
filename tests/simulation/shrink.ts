import { disasters } from './disasters.ts';
import { runSeed } from './run-seeds.ts';
import type { Options, Outcome } from './simulation.ts';

const mostRuns = 60;

/** The shortest run found in which the same rule is broken: fewer stores, tills, days and disasters. */
export async function shrink(failed: Outcome): Promise<Outcome> {
  let best = failed;
  let runs = 0;
  const improves = async (change: Partial<Options>): Promise<boolean> => {
    if (runs >= mostRuns) return false;
    runs += 1;
    const outcome = await runSeed({ ...best.options, ...change });
    if (outcome.violation?.rule !== failed.violation?.rule) return false;
    best = outcome;
    return true;
  };
  // Seen sooner, it needs less.
  await improves({ lookEvery: 10 });
  while (best.options.stores > 1 && (await improves({ stores: best.options.stores - 1 })));
  while (best.options.terminals > 1 && (await improves({ terminals: best.options.terminals - 1 })));
  // Whatever would come after it is not part of it.
  const until = Math.ceil(best.days * 100) / 100;
  if (until < best.options.days) await improves({ days: until });
  while (best.options.days > 0.1 && (await improves({ days: Math.ceil(best.options.days * 50) / 100 })));
  let [none, enough] = [-1, disasters.reduce((sum, { name }) => sum + (best.counts[name] ?? 0), 0)];
  while (enough - none > 1) {
    const strikes = Math.floor((none + enough) / 2);
    if (await improves({ strikes })) enough = strikes;
    else none = strikes;
  }
  for (const { name } of disasters) {
    if (best.counts[name] && !best.options.without.includes(name)) {
      await improves({ without: [...best.options.without, name] });
    }
  }
  return best;
}
