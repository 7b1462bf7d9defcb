import { endOf, findChainFault } from '../../../shared/journal/chain.ts';
import { isEnvelope } from '../../../shared/journal/check-entry.ts';
import type { ChainEnd, Envelope } from '../../../shared/journal/entry.ts';
import type { EpochRef } from '../store/marks.ts';

/** Entries that follow each other, each sealing the one before it. */
export interface IntactRun {
  readonly first: number;
  readonly end: ChainEnd;
  /** Over the last one's hash. */
  readonly signature: string;
}

/** The unbroken parts of an epoch's entries `from` to `last`, in their order. `read` gives the next few from a number on. */
export async function intactRuns(
  { device_id, epoch }: EpochRef,
  from: number,
  last: number,
  read: (from: number) => Promise<readonly string[]>,
): Promise<IntactRun[]> {
  const runs: IntactRun[] = [];
  for (let at = from; at <= last; ) {
    const texts = await read(at);
    if (texts.length === 0) break;
    for (const text of texts) {
      const entry = entryIn(text);
      const run = runs.at(-1);
      if (entry && entry.seq === at) {
        const continues = run !== undefined && !findChainFault(device_id, run.end, [entry]);
        const alone = { epoch, seq: at - 1, hash: entry.prev_hash };
        if (continues || !findChainFault(device_id, alone, [entry])) {
          if (continues) runs.pop();
          const first = continues ? run.first : at;
          runs.push({ first, end: endOf(entry), signature: entry.signature });
        }
      }
      at += 1;
    }
  }
  return runs;
}

function entryIn(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text);
    return isEnvelope(value) ? value : null;
  } catch {
    return null;
  }
}
