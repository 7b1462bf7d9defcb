/** In place of `@noble/hashes`: the same functions, by the machine's own code. */
import { createHmac, hash } from 'node:crypto';

export const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

export const hmac = (_hash: typeof sha256, key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(data).digest();
