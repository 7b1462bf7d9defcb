import { disasters } from './disasters.ts';
import { runSeed } from './run-seeds.ts';
import type { Options, Outcome } from './simulation.ts';

const mostRuns = 40;

/** The shortest run found in which the same rule is broken: fewer days, tills, stores and disasters. */
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
  while (best.options.stores > 1 && (await improves({ stores: best.options.stores - 1 })));
  while (best.options.terminals > 1 && (await improves({ terminals: best.options.terminals - 1 })));
  while (best.options.days > 0.1 && (await improves({ days: Math.ceil(best.options.days * 5) / 10 })));
  for (const { name } of disasters) {
    if (best.counts[name] && !best.options.without.includes(name)) {
      await improves({ without: [...best.options.without, name] });
    }
  }
  return best;
}
