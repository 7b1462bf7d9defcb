import { Dexie, type DexieOptions } from 'dexie';
import type { HostSecrets } from '../../shared/host.ts';

/**
 * Secrets of a browser, in two places. IndexedDB, strictly durable: Chrome writes localStorage to disk up to five
 * seconds late, and a process killed in between would have lost papers that the server gave out. And localStorage: it
 * survives an IndexedDB that was emptied, which is how a lost journal is noticed.
 */
export class BrowserSecrets implements HostSecrets {
  readonly #name: string;
  readonly #local: Storage;
  readonly #database: Dexie;

  constructor(name: string, local: Storage, settings: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {}) {
    this.#name = name;
    this.#local = local;
    this.#database = new Dexie(`${name}-secrets`, { ...settings, chromeTransactionDurability: 'strict' });
    // The keys are the secrets' names, beside the values. Dexie counts versions in tenths: a page of before opens this one.
    this.#database.version(0.1).stores({ secrets: '' });
  }

  async read(name: string): Promise<string | null> {
    return (await this.#newest(name)).value;
  }

  async write(name: string, value: string): Promise<void> {
    await this.#put(name, value);
  }

  async remove(name: string): Promise<void> {
    await this.#put(name, null);
  }

  async #newest(name: string): Promise<Kept> {
    const local = parse(this.#local.getItem(this.#key(name)));
    const durable = parse(await this.#readDurable(name).catch(() => null));
    return local.version > durable.version ? local : durable;
  }

  async #put(name: string, value: string | null): Promise<void> {
    const { version } = await this.#newest(name);
    const text = JSON.stringify({ version: version + 1, value });
    const durable = await this.#writeDurable(name, text).then(
      () => null,
      (error: unknown) => error,
    );
    try {
      this.#local.setItem(this.#key(name), text);
    } catch (error) {
      if (durable !== null) throw error;
    }
  }

  #key(name: string): string {
    return `${this.#name}/${name}`;
  }

  async #readDurable(name: string): Promise<string | null> {
    const text = await (await this.#secrets()).get(name);
    return typeof text === 'string' ? text : null;
  }

  async #writeDurable(name: string, text: string): Promise<void> {
    await (await this.#secrets()).put(text, name);
  }

  /** Opened at each use: after an opening that failed, Dexie by itself would refuse everything until a restart. */
  async #secrets() {
    await this.#database.open();
    return this.#database.table<unknown, string>('secrets');
  }
}

interface Kept {
  readonly version: number;
  readonly value: string | null;
}

const nothing: Kept = { version: 0, value: null };

function parse(text: string | null): Kept {
  if (text === null) return nothing;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('value' in kept))
      return nothing;
    const { version, value } = kept;
    if (typeof version !== 'number' || (typeof value !== 'string' && value !== null)) return nothing;
    return { version, value };
  } catch {
    return nothing;
  }
}
