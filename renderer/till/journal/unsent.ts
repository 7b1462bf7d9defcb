import type { Envelope } from '../../../shared/journal/entry.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Platform } from '../platform.ts';
import { type EpochRef, epochName } from '../store/marks.ts';

type Running = Lifecycle['running'];

/** The entries that the server has not confirmed, oldest first. */
export class UnsentEntries {
  readonly #platform: Platform;
  readonly #onChange: () => void;
  /** Of the oldest one: read from the journal once, as it changes. */
  #oldest: { readonly name: string; readonly at: string | null } | null = null;

  constructor(platform: Platform, onChange: () => void) {
    this.#platform = platform;
    this.#onChange = onChange;
  }

  async list(running: Running, limit: number): Promise<readonly Envelope[]> {
    const found: Envelope[] = [];
    if (!running) return found;
    const { station, sync } = running;
    for (const epoch of epochsOwing(running)) {
      if (found.length >= limit) break;
      found.push(...(await station.readJournal(epoch, sync.sentUpTo(epoch) + 1, limit - found.length)));
    }
    return found;
  }

  /** `at` of the oldest; null while it is being read, or where there is none. */
  oldestAt(running: Running): string | null {
    const [epoch] = running ? epochsOwing(running) : [];
    if (!running || !epoch) return null;
    const seq = running.sync.sentUpTo(epoch) + 1;
    const name = `${epochName(epoch)}/${seq}`;
    if (this.#oldest?.name === name) return this.#oldest.at;
    this.#oldest = { name, at: null };
    running.station
      .readJournal(epoch, seq, 1)
      .then(([entry]) => {
        if (this.#oldest?.name !== name) return;
        this.#oldest = { name, at: entry?.at ?? null };
        this.#onChange();
      })
      .catch((error: unknown) => this.#platform.report(error));
    return null;
  }
}

function epochsOwing(running: NonNullable<Running>): EpochRef[] {
  return running.station.epochs
    .filter((epoch) => running.sync.sentUpTo(epoch) < running.station.endOf(epoch).seq)
    .toSorted((a, b) => a.epoch - b.epoch);
}
