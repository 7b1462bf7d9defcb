import type { Command } from './command.ts';
import type { Options } from './simulation.ts';

type OneSeed = Omit<Command, 'first' | 'until' | 'twice' | 'lines' | 'counts' | 'digests' | 'json'>;

/** What runs this seed again. All options of a run have to be here: the compiler says so where one is added. */
export function toRunAgain(options: Options, edits: Command['edits']): OneSeed {
  const { seed: start, engine: store, ...same } = options;
  return { seeds: 1, start, store, ...same, edits };
}

/** For the list of failed seeds, once the fault is mended; why it failed is for a person to add. */
export function failedSeedLine(rule: string, { seeds: _, ...ask }: OneSeed): string {
  const told = Object.entries(ask).filter(
    ([, value]) => !(value === null || (Array.isArray(value) && value.length === 0)),
  );
  return `  ${JSON.stringify({ why: `${rule} …`, ...Object.fromEntries(told) })},`;
}
