import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { inTurn } from '../shared/in-turn.ts';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';
import { removeDurably, writeDurably } from './durable-file.ts';

type SecretsCode = 'secrets.no_key_store' | 'secrets.unreadable' | 'secrets.not_written';
type SecretsResult<T> = Result<T, Refusal<SecretsCode>>;

export type Vault = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/**
 * Where Linux has no key store, Chromium encrypts with a password that everybody knows and still says that encryption
 * is available. What it encrypts so begins with these letters (with a key store: v11, v12).
 */
const worthlessOnLinux = 'v10';

/**
 * Device papers, private key and verifiers: a file each, encrypted by the operating system's key store. Everything
 * refuses where there is none, reading included, so that the till says so before an activation code is spent.
 */
export class FileSecrets {
  readonly #folder: string;
  readonly #vault: Vault;
  readonly #platform: NodeJS.Platform;
  readonly #queue = inTurn();
  #protected = false;

  constructor(folder: string, vault: Vault, platform: NodeJS.Platform) {
    this.#folder = folder;
    this.#vault = vault;
    this.#platform = platform;
  }

  read(name: string): Promise<SecretsResult<string | null>> {
    return this.#inTurn(() => this.#read(name));
  }

  write(name: string, value: string): Promise<SecretsResult<null>> {
    return this.#inTurn(() => this.#write(name, value));
  }

  remove(name: string): Promise<SecretsResult<null>> {
    return this.#inTurn(() => stored(removeDurably(this.#pathOf(name))));
  }

  async #read(name: string): Promise<SecretsResult<string | null>> {
    let encrypted: Buffer;
    try {
      encrypted = await readFile(this.#pathOf(name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok(null);
      return unreadable;
    }
    // Never null for what is there but stays shut: the register would take itself for new and write over it.
    const decrypted = await this.#vault.decryptStringAsync(encrypted).catch(() => null);
    if (!decrypted) return unreadable;
    if (decrypted.shouldReEncrypt) await this.#write(name, decrypted.result);
    return ok(decrypted.result);
  }

  #write(name: string, value: string): Promise<SecretsResult<null>> {
    const encrypted = this.#vault.encryptStringAsync(value);
    return stored(encrypted.then((bytes) => writeDurably(this.#pathOf(name), bytes)));
  }

  async #isProtected(): Promise<boolean> {
    if (!(await this.#vault.isAsyncEncryptionAvailable())) return false;
    if (this.#platform !== 'linux') return true;
    const sample = await this.#vault.encryptStringAsync('sample');
    return sample.toString('latin1', 0, worthlessOnLinux.length) !== worthlessOnLinux;
  }

  /** One after the other: two writers of one file would take each other's draft. */
  #inTurn<T>(task: () => Promise<SecretsResult<T>>): Promise<SecretsResult<T>> {
    return this.#queue(async () => {
      this.#protected ||= await this.#isProtected().catch(() => false);
      return this.#protected ? task() : noKeyStore;
    });
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}.secret`);
  }
}

async function stored(change: Promise<void>): Promise<SecretsResult<null>> {
  try {
    await change;
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('secrets.not_written', { reason });
  }
}

const noKeyStore = refuse('secrets.no_key_store');

const unreadable = refuse('secrets.unreadable');
