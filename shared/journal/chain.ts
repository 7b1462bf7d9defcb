import { sha256Hex } from '#sha256';
import { isWithoutBody } from './bounds.ts';
import { canonicalJson } from './canonical.ts';
import { type ChainEnd, type Envelope, genesisHash } from './entry.ts';

/** What the hash seals: everything before it. */
export type Unsealed = Omit<Envelope, 'hash' | 'signature' | 'body_bytes'>;

/** SHA-256, hex, over the canonical JSON of everything before `hash`. */
export function hashEntry(entry: Unsealed & Partial<Envelope>): string {
  const { hash: _hash, signature: _signature, ...sealed } = entry;
  return sha256Hex(canonicalJson(sealed));
}

/** Null where the entry has no canonical form (a lone surrogate): it comes off the wire, and nobody sealed it so. */
function hashIfAny(entry: Envelope): string | null {
  try {
    return hashEntry(entry);
  } catch {
    return null;
  }
}

export const genesis = (epoch: number): ChainEnd => ({ epoch, seq: 0, hash: genesisHash });

export const endOf = (entry: Envelope): ChainEnd => ({
  epoch: entry.epoch,
  seq: entry.seq,
  hash: entry.hash,
});

export type ChainFault = 'gap' | 'wrong_prev_hash' | 'wrong_hash' | 'wrong_device';

/**
 * Checks that `entries` continue `end` without a gap, each sealing the one before it (JRN3).
 * Returns the first fault with its index, or null.
 */
export function findChainFault(
  deviceId: string,
  end: ChainEnd,
  entries: readonly Envelope[],
): { readonly index: number; readonly fault: ChainFault } | null {
  let { seq, hash } = end;
  for (const [index, entry] of entries.entries()) {
    if (entry.device_id !== deviceId || entry.epoch !== end.epoch) return { index, fault: 'wrong_device' };
    if (entry.seq !== seq + 1) return { index, fault: 'gap' };
    if (entry.prev_hash !== hash) return { index, fault: 'wrong_prev_hash' };
    // Without its body its hash is its sender's word, which the signature is over.
    if (!isWithoutBody(entry) && entry.hash !== hashIfAny(entry)) return { index, fault: 'wrong_hash' };
    ({ seq, hash } = entry);
  }
  return null;
}
