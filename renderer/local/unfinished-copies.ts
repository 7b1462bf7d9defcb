import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { HostSecrets } from '../../shared/host.ts';
import { type EpochRef, epochName } from './marks.ts';

const secretName = 'journal_copy';
const Unfinished = Type.Object({ unfinished: Type.Array(Type.String()) });

/**
 * Epochs whose second copy may lack entries that were told of. Apart from IndexedDB: it is asked when that is gone, and
 * then says that the copy is not all there was.
 */
export class UnfinishedCopies {
  readonly #secrets: HostSecrets;
  #names: ReadonlySet<string> | null = null;

  constructor(secrets: HostSecrets) {
    this.#secrets = secrets;
  }

  async has(epoch: EpochRef): Promise<boolean> {
    return (await this.#read()).has(epochName(epoch));
  }

  /** Durable when resolved. */
  async set(epoch: EpochRef, isUnfinished: boolean): Promise<void> {
    const names = await this.#read();
    const name = epochName(epoch);
    if (names.has(name) === isUnfinished) return;
    const next = new Set(names);
    if (isUnfinished) next.add(name);
    else next.delete(name);
    await this.#secrets.write(secretName, JSON.stringify({ unfinished: [...next] }));
    this.#names = next;
  }

  async #read(): Promise<ReadonlySet<string>> {
    if (this.#names) return this.#names;
    const text = await this.#secrets.read(secretName);
    const value: unknown = text === null ? { unfinished: [] } : JSON.parse(text);
    if (!Value.Check(Unfinished, value)) throw new Error('what is known of the journal copy is damaged');
    this.#names = new Set(value.unfinished);
    return this.#names;
  }
}
