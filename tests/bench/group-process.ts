/**
 * One group in a process of its own, so that neither what another has compiled nor its garbage changes its figures.
 * Arguments: the group, and `BenchOptions` as JSON but for `log`. Prints lines as it goes; sends the figures by IPC.
 */
import type { Bench, BenchOptions } from './figure.ts';
import { figures, isGroup } from './figures.ts';

const [group = '', options = ''] = process.argv.slice(2);
if (!isGroup(group) || !process.send) throw new Error('started by scripts/bench.ts only');
// Without the command that wants the figures.
process.once('disconnect', () => process.exit(1));

const { bench } = (await import(new URL(`./${group}.bench.ts`, import.meta.url).href)) as { bench: Bench };
const measured = await bench.measure({
  ...(JSON.parse(options) as Omit<BenchOptions, 'log'>),
  log: (line) => console.log(`  ${line}`),
});
const [promised, given] = [Object.keys(figures[group]), Object.keys(measured)].map((names) =>
  names.sort().join(', '),
);
if (promised !== given) throw new Error(`${group} measured ${given}, not ${promised}`);
process.send(measured, () => process.exit());
