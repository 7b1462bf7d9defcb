import { isWithoutBody, signedHash } from '../../shared/journal/bounds.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { verifySignature } from '../../shared/journal/signature.ts';
import { quarantineId } from '../../shared/posting/keys.ts';
import { headKey } from '../../shared/posting/posting.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { BlockEntry, CentralStore } from '../store/port.ts';
import type { DocumentsAtHand } from './append-documents.ts';
import { brokenChain, gap, type PendingUpload } from './append-pending.ts';
import type { UploadRefusal } from './streams.ts';

/** What a batch brings that the stream does not have: entries that continue the chain, or a branch off it (a fork). */
export interface NewEntries {
  readonly kind: 'chain' | 'fork';
  readonly entries: readonly Envelope[];
}

/** Judges a batch that is a sound chain in itself against what the stream has, entries of the present block included. */
export async function judgeUpload(
  upload: PendingUpload,
  documents: DocumentsAtHand,
  inThisBlock: readonly BlockEntry[],
  store: CentralStore,
): Promise<Result<NewEntries, Refusal<UploadRefusal>>> {
  const { device } = upload;
  const head = documents.workspace.get('heads', headKey(device.device_id, device.epoch).id);
  if (!head) {
    return refuse('upload.unknown_epoch');
  }
  const found = await findNewEntries(upload, head, documents, inThisBlock, store);
  if (!found.ok || found.value.entries.length === 0) return found;
  // A branch needs a valid signature too, so that nobody but the device can fill its quarantine.
  if (await isSigned(upload, head)) return found;
  return refuse('upload.bad_signature');
}

/** Whether the last entry, which seals all before it, is signed by the epoch's key, and each that is without its body. */
export async function isSigned(upload: PendingUpload, head: Head): Promise<boolean> {
  if (upload.verifiedBy === head.public_key) return true;
  const last = upload.entries.at(-1);
  const signed = upload.entries.filter((entry) => entry === last || isWithoutBody(entry));
  for (const entry of signed) {
    if (!(await verifySignature(head.public_key, signedHash(entry), entry.signature))) return false;
  }
  upload.verifiedBy = head.public_key;
  return signed.length > 0;
}

async function findNewEntries(
  { device, entries }: PendingUpload,
  head: Head,
  documents: DocumentsAtHand,
  inThisBlock: readonly BlockEntry[],
  store: CentralStore,
): Promise<Result<NewEntries, Refusal<UploadRefusal>>> {
  const first = entries[0];
  if (!first) return ok({ kind: 'chain', entries });
  const overlap = entries.filter(({ seq }) => seq <= head.seq);
  const branchesAt = await findBranch(device.stream, head, overlap, inThisBlock, store);
  if (branchesAt !== null) return ok({ kind: 'fork', entries: entries.slice(branchesAt) });
  const next = entries[overlap.length];
  if (!next) return ok({ kind: 'chain', entries: [] });
  // If entries overlap, the chain is known to continue: the last overlapping entry is the head's.
  if (next.seq === head.seq + 1 && next.prev_hash === head.hash) {
    return ok({ kind: 'chain', entries: entries.slice(overlap.length) });
  }
  if (await continuesFork(first, documents)) return ok({ kind: 'fork', entries });
  return next.seq > head.seq + 1 ? gap(1) : brokenChain(`entry 1 does not follow entry ${head.seq}`);
}

/** The index of the first entry that differs from the stream's entry with the same number, or null if none differs. */
async function findBranch(
  stream: string,
  head: Head,
  overlap: readonly Envelope[],
  inThisBlock: readonly BlockEntry[],
  store: CentralStore,
): Promise<number | null> {
  const last = overlap.at(-1);
  const first = overlap[0];
  if (!first || !last) return null;
  // The head's own hash seals all before it.
  if (last.seq === head.seq && last.hash === head.hash) return null;
  const known = new Map<number, string>();
  const stored = await store.findEntries(head.device_id, head.epoch, first.seq, last.seq);
  for (const { stream: of, entry } of stored) if (of === stream) known.set(entry.seq, entry.hash);
  for (const { entry } of inThisBlock) {
    if (entry.device_id === head.device_id && entry.epoch === head.epoch) known.set(entry.seq, entry.hash);
  }
  for (const [index, { seq, hash }] of overlap.entries()) {
    const hashHere = known.get(seq);
    if (hashHere === undefined)
      throw new Error(`${stream} has no entry ${seq} of ${head.device_id}/${head.epoch}`);
    if (hashHere !== hash) return index;
  }
  return null;
}

/** Whether the batch goes on from an entry that was kept aside as a fork: then it belongs to that branch (SYN3). */
async function continuesFork(first: Envelope, documents: DocumentsAtHand): Promise<boolean> {
  const id = quarantineId(first.device_id, first.epoch, first.seq - 1, first.prev_hash);
  await documents.need([{ collection: 'quarantine', id }]);
  return documents.workspace.get('quarantine', id)?.reason === 'fork';
}
