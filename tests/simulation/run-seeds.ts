import { type Options, type Outcome, simulate } from './simulation.ts';
import { takeOverGlobals } from './world/globals.ts';

let taken = false;

/** One run. The first one puts the simulation's timers into the places of the real ones, for good. */
export async function runSeed(options: Options): Promise<Outcome> {
  if (!taken) takeOverGlobals();
  taken = true;
  return simulate(options);
}
