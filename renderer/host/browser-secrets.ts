import type { HostSecrets } from '../../shared/host.ts';

/**
 * Secrets of a browser, in two places. IndexedDB, strictly durable: Chrome writes localStorage to disk up to five
 * seconds late, and a process killed in between would have lost papers that the server gave out. And localStorage: it
 * survives an IndexedDB that was emptied, which is how a lost journal is noticed.
 */
export class BrowserSecrets implements HostSecrets {
  readonly #name: string;
  readonly #local: Storage;
  readonly #factory: IDBFactory;
  #database: Promise<IDBDatabase> | null = null;

  constructor(name: string, local: Storage, factory: IDBFactory) {
    this.#name = name;
    this.#local = local;
    this.#factory = factory;
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
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const request = database.transaction('secrets').objectStore('secrets').get(name);
      request.onsuccess = () => resolve(typeof request.result === 'string' ? request.result : null);
      request.onerror = () => reject(request.error);
    });
  }

  async #writeDurable(name: string, text: string): Promise<void> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction('secrets', 'readwrite', { durability: 'strict' });
      transaction.objectStore('secrets').put(text, name);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = this.#factory.open(`${this.#name}-secrets`, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('secrets');
      request.onsuccess = () => {
        // Emptied under the running page: the next use opens it anew.
        request.result.onclose = () => {
          this.#database = null;
        };
        request.result.onversionchange = () => {
          request.result.close();
          this.#database = null;
        };
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    }).catch((error: unknown) => {
      this.#database = null;
      throw error;
    });
    return this.#database;
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
