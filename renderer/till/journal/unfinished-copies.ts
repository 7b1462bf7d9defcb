import { Type } from 'typebox';
import { Check } from 'typebox/schema';
import type { HostSecrets } from '../../../shared/host.ts';
import { type EpochRef, epochName } from '../store/marks.ts';

const secretName = 'journal_copy';
const Unfinished = Type.Object({ unfinished: Type.Array(Type.String()) });

/**
 * Epochs whose second copy may lack entries that were told of. Apart from IndexedDB: it is asked when that is gone, and
 * then says that the copy is not all there was.
 */
export class UnfinishedCopies {
  readonly #secrets: HostSecrets;
  readonly #epochs: () => readonly EpochRef[];
  #names: ReadonlySet<string> | null = null;
  #isDamaged = false;

  /** `epochs`: all of this device. */
  constructor(secrets: HostSecrets, epochs: () => readonly EpochRef[]) {
    this.#secrets = secrets;
    this.#epochs = epochs;
  }

  async has(epoch: EpochRef): Promise<boolean> {
    return (await this.#read()).has(epochName(epoch));
  }

  /** Durable when resolved. */
  async set(epoch: EpochRef, isUnfinished: boolean): Promise<void> {
    const names = await this.#read();
    const name = epochName(epoch);
    if (names.has(name) === isUnfinished && !this.#isDamaged) return;
    const next = new Set(names);
    if (isUnfinished) next.add(name);
    else next.delete(name);
    await this.#secrets.write(secretName, JSON.stringify({ unfinished: [...next] }));
    this.#names = next;
    this.#isDamaged = false;
  }

  async #read(): Promise<ReadonlySet<string>> {
    if (this.#names) return this.#names;
    const known = await this.#known();
    this.#isDamaged = known === null;
    // Any copy may lack something then. Taken for none, a number could come twice (JRN5); a new epoch loses nothing.
    this.#names = new Set(known ?? this.#epochs().map(epochName));
    return this.#names;
  }

  /** Null where it is damaged: a start without IndexedDB must not fail of it (JRN6). */
  async #known(): Promise<readonly string[] | null> {
    try {
      const text = await this.#secrets.read(secretName);
      const value: unknown = text === null ? { unfinished: [] } : JSON.parse(text);
      return Check(Unfinished, value) ? value.unfinished : null;
    } catch {
      return null;
    }
  }
}
