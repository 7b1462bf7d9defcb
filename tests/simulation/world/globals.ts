import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import { Chance } from './chance.ts';
import { livingNow } from './life.ts';
import type { Schedule } from './schedule.ts';

/** Timers of the server's code are real seconds; simulated they come so much later, as they may on a busy machine. */
export interface World {
  readonly schedule: Schedule;
  readonly keys: Chance;
}

let world: World = { schedule: undefined as unknown as Schedule, keys: new Chance('') };

/** Whose timers and keys are given out from now on. */
export function enterWorld(next: World): void {
  world = next;
}

function later(ms: number, what: string, run: () => void): { cancel: () => void } {
  const life = livingNow.getStore();
  const timer = { cancel: () => {} };
  timer.cancel = life ? life.after(ms, what, run) : world.schedule.after(ms, what, run);
  return timer;
}

/** Within the same event: nobody else could tell. */
function soon(run: () => void): { cancel: () => void } {
  const life = livingNow.getStore();
  let cancelled = false;
  process.nextTick(() => {
    if (!cancelled && !life?.dead) run();
  });
  return {
    cancel: () => {
      cancelled = true;
    },
  };
}

/** Puts timers of the schedule and immediate cryptography into the places of the real ones. */
export function takeOverGlobals(): void {
  const handle = (timer: { cancel: () => void }) => ({ ...timer, ref() {}, unref() {}, hasRef: () => false });
  const cancel = (timer: unknown) => (timer as { cancel?: () => void } | undefined)?.cancel?.();
  const replaced = {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      handle(later(ms, 'timer', () => run(...args))),
    setImmediate: (run: (...args: unknown[]) => void, ...args: unknown[]) => handle(soon(() => run(...args))),
    // Nothing in the simulated code depends on a repeated timer.
    setInterval: () => handle({ cancel: () => {} }),
    clearTimeout: cancel,
    clearImmediate: cancel,
    clearInterval: cancel,
  };
  Object.assign(globalThis, replaced, { structuredClone: frozen });
  Object.assign(timersPromises, {
    setTimeout: (ms: number, value: unknown) =>
      new Promise((resolve) => later(ms, 'pause', () => resolve(value))),
    setImmediate: (value: unknown) => new Promise((resolve) => later(0, 'turn', () => resolve(value))),
  });
  syncBuiltinESMExports();
  Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle });
}

const pkcs8 = (seed: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
const spki = (raw: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);

type Key = KeyObject | Uint8Array;

/** WebCrypto as far as Tillside uses it, without the thread pool, whose order is not the seed's; keys are the seed's. */
const subtle = {
  async generateKey() {
    const privateKey = createPrivateKey({
      key: pkcs8(world.keys.bytes(32)),
      format: 'der',
      type: 'pkcs8',
    });
    return { privateKey, publicKey: createPublicKey(privateKey) };
  },
  async exportKey(format: 'pkcs8' | 'raw', key: KeyObject) {
    return format === 'pkcs8'
      ? key.export({ format: 'der', type: 'pkcs8' })
      : key.export({ format: 'der', type: 'spki' }).subarray(-32);
  },
  async importKey(format: 'pkcs8' | 'raw', bytes: Uint8Array, algorithm: string): Promise<Key> {
    if (algorithm === 'PBKDF2') return bytes;
    return format === 'pkcs8'
      ? createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' })
      : createPublicKey({ key: spki(bytes), format: 'der', type: 'spki' });
  },
  async sign(_algorithm: string, key: KeyObject, data: Uint8Array) {
    return sign(null, data, key);
  },
  async verify(_algorithm: string, key: KeyObject, signature: Uint8Array, data: Uint8Array) {
    return verify(null, data, key, signature);
  },
  /** One round: how long guessing takes is no matter of the simulation. */
  async deriveBits({ salt }: { salt: Uint8Array }, password: Uint8Array) {
    return createHash('sha256').update(salt).update(password).digest();
  },
};

/** As good as a copy where nobody may change either, and much cheaper: the memory store copies at every read. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
