import type { Random } from '../till/platform.ts';

/** In browsers and Node alike. */
export const webRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  fraction: () => Math.random(),
};
