import { type Command, shellLine } from './command.ts';
import { failedSeedLine, toRunAgain } from './run-again.ts';
import { runSeed } from './run-seeds.ts';
import { shrink } from './shrink.ts';
import type { Options, Outcome } from './simulation.ts';

const progressMs = 10_000;

/** The last line of `--json`: what really happened. */
export interface Ran {
  readonly seeds: number;
  /** What happened how often. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Runs the seeds one after the other; returns the exit code. */
export async function runAll(command: Command): Promise<number> {
  const counts: Record<string, number> = {};
  let [seeds, days, events, failed] = [0, 0, 0, 0];
  let doing = '';
  const startedMs = performance.now();
  const secondsSoFar = () => (performance.now() - startedMs) / 1000;
  // Begun here, before the simulation puts its own timers into the places of the real ones; it keeps nothing alive.
  const progress = setInterval(() => {
    if (command.json) return;
    const share = `${seeds} of ${command.seeds} seeds done, ${failed} failed`;
    console.error(`${secondsSoFar().toFixed(0)} s: ${share}; ${doing}`);
  }, progressMs).unref();
  const { clearInterval: endProgress } = globalThis;
  for (let seed = command.start; seed < command.start + command.seeds; seed++) {
    doing = `seed ${seed} runs`;
    const outcome = await runSeed(optionsOf(seed, command));
    if (command.digests) console.log(`seed ${seed}: trace ${outcome.hash}, documents ${outcome.documents}`);
    days += outcome.days;
    events += outcome.events;
    for (const [what, count] of Object.entries(outcome.counts)) counts[what] = (counts[what] ?? 0) + count;
    const again = command.twice ? await runSeed(outcome.options) : outcome;
    if (again.hash !== outcome.hash)
      console.error(`seed ${seed}: the same seed gave another trace\n${firstDifference(outcome, again)}`);
    if (outcome.violation) {
      doing = `seed ${seed} is being shortened`;
      await tell(outcome, command);
    }
    seeds += 1;
    if (outcome.violation || again.hash !== outcome.hash) failed += 1;
    if (outcome.violation && (command.first || command.until.includes(outcome.violation.rule))) break;
  }
  endProgress(progress);
  if (command.json) console.log(JSON.stringify({ ran: { seeds, counts } satisfies Ran }));
  else printSums({ command, counts, seeds, days, events, failed, seconds: secondsSoFar() });
  return failed > 0 ? 1 : 0;
}

interface Sums {
  readonly command: Command;
  readonly counts: Readonly<Record<string, number>>;
  readonly seeds: number;
  readonly days: number;
  readonly events: number;
  readonly failed: number;
  readonly seconds: number;
}

function printSums({ command, counts, seeds, days, events, failed, seconds }: Sums): void {
  if (command.counts) {
    for (const [what, count] of Object.entries(counts).sort())
      console.log(`${String(count).padStart(8)} ${what}`);
  }
  const each = (count: number) => (count / seconds).toFixed(1);
  console.log(
    `${seeds} seeds from ${command.start}, ${failed} failed; ${Math.round(days)} days in ${seconds.toFixed(1)} s: ` +
      `${each(days)} days/s, ${each(seeds)} seeds/s, ${Math.round(events / seconds)} events/s`,
  );
}

const optionsOf = (seed: number, command: Command): Options => ({
  seed,
  days: command.days,
  terminals: command.terminals ?? 2 + (seed % 2),
  stores: command.stores,
  lookEvery: command.lookEvery,
  strikes: command.strikes,
  engine: command.store,
  without: command.without,
  only: command.only,
  notUnderstood: command.notUnderstood,
});

async function tell(outcome: Outcome, command: Command): Promise<void> {
  const { violation, options } = outcome;
  if (command.json) {
    console.log(JSON.stringify({ options, violation }));
    return;
  }
  console.error(`\nseed ${options.seed}: ${violation?.message}`);
  const shortest = await shrink(outcome);
  const again = toRunAgain(shortest.options, command.edits);
  const { lines } = shortest;
  const last = lines.slice(-command.lines);
  console.error(`shortest: ${shellLine(again)}`);
  console.error(
    `for tests/simulation/failed-seeds.ts:\n${failedSeedLine(`[${shortest.violation?.rule}]`, again)}`,
  );
  console.error(`${shortest.violation?.message}`);
  const more =
    last.length < lines.length ? `; --lines ${Math.min(lines.length, 10 * command.lines)} shows more` : '';
  console.error(`last ${last.length} of ${lines.length} lines${more}:\n${last.join('\n')}\n`);
}

function firstDifference(a: Outcome, b: Outcome): string {
  const at = a.lines.findIndex((line, n) => line !== b.lines[n]);
  return `${a.lines.slice(Math.max(0, at - 5), at + 3).join('\n')}\n---\n${b.lines.slice(at, at + 3).join('\n')}`;
}
