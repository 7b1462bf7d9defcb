import { findChainFault } from '../../shared/journal/chain.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { headKey, type Judgement, judge } from '../../shared/posting/posting.ts';
import { type Refusal, type Result, refuse } from '../../shared/result.ts';
import type { DocumentKey } from '../../shared/schema/collections.ts';
import type { Decision, DeviceEpoch, UploadAnswer, UploadRefusal } from './streams.ts';

export type UploadResult = Result<UploadAnswer, Refusal<UploadRefusal>>;

interface Waiting {
  readonly keys: readonly DocumentKey[];
  readonly fail: (error: unknown) => void;
}

export interface PendingUpload extends Waiting {
  readonly kind: 'upload';
  readonly device: DeviceEpoch;
  readonly entries: readonly Envelope[];
  readonly judged: ReadonlyMap<Envelope, Judgement>;
  /** Where it came from. */
  readonly address: string | null;
  /** Of the entries as JSON. */
  readonly bytes: number;
  readonly settle: (result: UploadResult) => void;
  /** The public key that the last entry's signature was verified with: once is enough for all attempts. */
  verifiedBy: string | null;
}

export interface PendingDecision extends Waiting {
  readonly kind: 'decision';
  readonly actor: 'server' | 'hq';
  readonly decide: Decision<unknown>;
  readonly settle: (result: Result<unknown>) => void;
}

/** What waits for the next block of a stream. */
export type Pending = PendingUpload | PendingDecision;

/** Why the batch is not an unbroken chain of this epoch, or null if it is one. Does not look at the stream. */
export function findBatchFault(
  device: DeviceEpoch,
  entries: readonly Envelope[],
): Refusal<'upload.gap' | 'upload.broken_chain'> | null {
  const first = entries[0];
  if (!first) return null;
  const before = { epoch: device.epoch, seq: first.seq - 1, hash: first.prev_hash };
  try {
    const found = findChainFault(device.device_id, before, entries);
    if (!found) return null;
    return found.fault === 'gap'
      ? gap(found.index + 1).refusal
      : brokenChain(`entry ${found.index + 1}: ${found.fault}`).refusal;
  } catch (error) {
    // What cannot be written as canonical JSON (a lone surrogate, endless nesting) never had a hash.
    return brokenChain(error instanceof Error ? error.message : 'no canonical JSON').refusal;
  }
}

export const gap = (place: number) =>
  refuse('upload.gap', { detail: `entry ${place} of the upload does not follow the one before it` });

export const brokenChain = (detail: string) => refuse('upload.broken_chain', { detail });

/** What can be read from the entries alone (once for all attempts), and the documents needed to post them. */
export function judgeEntries(
  device: DeviceEpoch,
  entries: readonly Envelope[],
): Pick<PendingUpload, 'judged' | 'keys'> {
  const judged = new Map(entries.map((entry) => [entry, judge(entry)]));
  const keys = [...judged.values()].flatMap((judgement) => judgement.keys);
  return { judged, keys: [headKey(device.device_id, device.epoch), ...keys] };
}
