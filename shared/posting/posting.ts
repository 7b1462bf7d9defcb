import {
  entryBytes,
  isTooLarge,
  isWithoutBody,
  maxDocumentsOfEntry,
  maxEntryBytes,
  withoutBody,
} from '../journal/bounds.ts';
import { checkBody } from '../journal/check-entry.ts';
import { chainStream, type Envelope, genesisHash, type Outcome } from '../journal/entry.ts';
import { type Entry, entryKinds } from '../journal/kinds.ts';
import { must, type Refusal, refuse } from '../result.ts';
import type { DocumentKey } from '../schema/collections.ts';
import type { Head } from '../schema/heads.ts';
import type { QuarantineReason } from '../schema/quarantine.ts';
import { EntryPosting, type PostContext } from './entry-posting.ts';
import { auditIndex, headId, isPseudo, quarantineId } from './keys.ts';
import { posterOf } from './posters.ts';
import { keySet, type Unposted, type Workspace } from './workspace.ts';

/** Stands in every block: which rules posted it. Raise it with any change of what an entry results in. */
export const postingVersion = 6;

/** What acts for the server or head office in a stream; its journal is the stream itself. */
export const pseudoDevice = (actor: 'server' | 'hq', stream: string): string => `${actor}@${stream}`;

/** The document that every entry of an epoch touches. */
export const headKey = (deviceId: string, epoch: number): DocumentKey => ({
  collection: 'heads',
  id: headId(deviceId, epoch),
});

/**
 * What an entry says by itself: whether it can be posted at all, and every document that posting it may read or change,
 * its head first.
 */
export type Judgement = { readonly keys: readonly [DocumentKey, ...DocumentKey[]] } & (
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly reason: QuarantineReason; readonly detail: string }
);

export function judge(envelope: Envelope): Judgement {
  const head = headKey(envelope.device_id, envelope.epoch);
  if (isWithoutBody(envelope)) return judgeWithoutBody(envelope, head);
  const checked = checkBody(envelope);
  if (!checked.ok) return { ...checked, keys: [head] };
  const { entry } = checked;
  const poster = posterOf(entry.kind);
  if (entryKinds[entry.kind].by === (isPseudo(entry.device_id) ? 'till' : 'central')) {
    return { ok: false, reason: 'not_allowed', detail: `${entry.kind} by ${entry.device_id}`, keys: [head] };
  }
  try {
    return { ok: true, entry, keys: [head, ...poster.keys(entry)] };
  } catch (error) {
    return { ok: false, reason: 'invalid_body', detail: messageOf(error), keys: [head] };
  }
}

function judgeWithoutBody(envelope: Envelope, head: DocumentKey): Judgement {
  const bytes = envelope.body_bytes ?? 0;
  const detail = `${bytes} bytes`;
  if (bytes > maxEntryBytes) return { ok: false, reason: 'too_large', detail, keys: [head] };
  return { ok: false, reason: 'over_budget', detail, keys: [head, overBudgetKey(envelope)] };
}

/** One document for all entries of an epoch that only hashes were kept of. */
const overBudgetKey = ({ device_id, epoch }: Envelope): DocumentKey => ({
  collection: 'quarantine',
  id: quarantineId(device_id, epoch, 0, genesisHash),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Every document that posting this entry may read or change, its head included. */
export const keysOf = (envelope: Envelope): readonly DocumentKey[] => judge(envelope).keys;

const newPseudoHead = (entry: Envelope, context: PostContext): Unposted<'heads'> => ({
  _id: headId(entry.device_id, entry.epoch),
  device_id: entry.device_id,
  epoch: entry.epoch,
  till_number: 0,
  store_code: null,
  public_key: '',
  token_hash: '',
  status: 'active',
  revoked_seq: null,
  seq: 0,
  hash: genesisHash,
  z_reports: 0,
  opened_at: context.received_at ?? entry.at,
});

/**
 * Posts one entry into the workspace and moves its head. What cannot be posted leaves nothing but a quarantine
 * document, and blocks nothing behind it (SYN4). Throws where a till's head is missing: the caller checks heads first.
 * `judged`: by who had to know its keys before.
 */
export function post(
  envelope: Envelope,
  context: PostContext,
  documents: Workspace,
  judged: Judgement = judge(envelope),
): Outcome {
  return must(
    postOrRefuse({ envelope, judged, context, documents }, () => true),
    'outcome',
  );
}

/** An entry and all that its posting reads and writes. */
interface ToPost {
  readonly envelope: Envelope;
  readonly judged: Judgement;
  readonly context: PostContext;
  readonly documents: Workspace;
}

/** As `post`, but leaves nothing at all, and answers null, where what cannot be posted is not to be kept whole. */
export function postOrRefuse(toPost: ToPost, mayKeep: () => boolean): Outcome | null {
  const { envelope, judged, context, documents } = toPost;
  const [{ id }] = judged.keys;
  const head = documents.get('heads', id);
  if (!head && !isPseudo(envelope.device_id))
    throw new Error(`no head of ${envelope.device_id}/${envelope.epoch}`);
  const fault = postBody(toPost, head);
  if (fault !== null && !isWithoutBody(envelope) && !mayKeep()) return null;
  const posted = documents.get('heads', id);
  documents.put('heads', {
    ...(posted ?? newPseudoHead(envelope, context)),
    seq: envelope.seq,
    hash: envelope.hash,
  });
  if (fault === null) return 'posted';
  documents.put('quarantine', aside(toPost, fault));
  return 'quarantined';
}

interface Fault {
  readonly reason: QuarantineReason;
  readonly detail: string;
}

function aside({ envelope, context, documents }: ToPost, fault: Fault): Unposted<'quarantine'> {
  const { device_id, epoch, seq, hash } = envelope;
  const kept = {
    device_id,
    epoch,
    seq,
    hash,
    reason: fault.reason,
    detail: fault.detail.slice(0, 500).toWellFormed(),
    status: 'held' as const,
  };
  const created_at = context.received_at ?? envelope.at;
  const overBudget = overBudgetKey(envelope).id;
  if (isWithoutBody(envelope) && (envelope.body_bytes ?? 0) <= maxEntryBytes) {
    const before = documents.get('quarantine', overBudget);
    return {
      _id: overBudget,
      ...kept,
      reason: 'over_budget',
      entry_json: '',
      count: (before?.count ?? 0) + 1,
      first_seq: before?.first_seq ?? seq,
      created_at: before?.created_at ?? created_at,
    };
  }
  const entry_json = JSON.stringify(entryBytes(envelope) > maxEntryBytes ? withoutBody(envelope) : envelope);
  const _id = quarantineId(device_id, epoch, seq, hash);
  return { _id, ...kept, entry_json, count: 1, first_seq: seq, created_at };
}

function postBody({ envelope, judged, context, documents }: ToPost, head: Head | null): Fault | null {
  if (head?.status === 'revoked' && envelope.seq > (head.revoked_seq ?? 0))
    return { reason: 'revoked', detail: 'came after its device was revoked' };
  const storeOfStream = context.stream === chainStream ? null : context.stream;
  if (envelope.store_id !== storeOfStream)
    return { reason: 'wrong_store', detail: String(envelope.store_id) };
  if (!judged.ok) return judged;
  const { entry } = judged;
  const poster = posterOf(entry.kind);
  documents.begin(keySet(judged.keys));
  try {
    const posting = new EntryPosting(entry, context, documents);
    poster.post(posting);
    posting.end();
    putAudit(posting);
    if (!isTooMuch(documents)) return null;
    documents.rollback();
    return { reason: 'too_large', detail: `its documents have more than ${maxDocumentsOfEntry} characters` };
  } catch (error) {
    documents.rollback();
    return { reason: 'posting_failed', detail: messageOf(error) };
  } finally {
    documents.end();
  }
}

/** Few documents cannot be too much, and counting every sale's would cost a tenth of the ingest. */
const fewDocuments = 64;

function isTooMuch(documents: Workspace): boolean {
  const put = documents.putHere();
  if (put.length <= fewDocuments) return false;
  let characters = 0;
  for (const { value } of put) characters += JSON.stringify(value).length;
  return characters > maxDocumentsOfEntry;
}

function putAudit(posting: EntryPosting): void {
  const { entry, documents } = posting;
  const line = posterOf(entry.kind).audit(entry);
  documents.put('audit_logs', {
    _id: posting.idOf(auditIndex),
    user_id: entry.user_id,
    action: entry.kind,
    entity_type: line.entity_type,
    entity_id: line.entity_id,
    // Cut in the middle of a character, it would not come back from every database as it was.
    description: line.description.slice(0, 500).toWellFormed(),
    ip_address: posting.context.address,
    device_info: deviceLine(posting),
    timestamp: posting.postedAt,
    store_id: entry.store_id,
    device_id: entry.device_id,
  });
}

/** `Till 3, 0.1.0`; head office and the server have neither number nor version. */
function deviceLine({ entry, documents }: EntryPosting): string {
  if (isPseudo(entry.device_id)) return entry.device_id.startsWith('hq@') ? 'Head office' : 'Server';
  const { till_number } = must(
    documents.get('heads', headId(entry.device_id, entry.epoch)),
    'head of a till',
  );
  const version = 'pos_version' in entry.body ? entry.body.pos_version : '';
  return version === '' ? `Till ${till_number}` : `Till ${till_number}, ${version}`;
}

export const { refusal: tooLargeToCommit } = refuse('entry.too_large');

/**
 * What the till may not do, asked in memory before commit. A body that would be quarantined is a bug and throws.
 * `judged`: by who had to know its keys before.
 */
export function refusalOf(
  envelope: Envelope,
  documents: Workspace,
  judged: Judgement = judge(envelope),
): Refusal | null {
  if (isTooLarge(envelope)) return tooLargeToCommit;
  if (!judged.ok) throw new Error(`${judged.reason}: ${judged.detail}`);
  return posterOf(judged.entry.kind).refuse?.(judged.entry, documents) ?? null;
}
