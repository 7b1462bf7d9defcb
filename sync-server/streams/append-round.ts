import { isTooLarge, maxEntryBytes, withoutBody } from '../../shared/journal/bounds.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { headKey, pseudoDevice } from '../../shared/posting/posting.ts';
import { must, ok } from '../../shared/result.ts';
import type {
  AnyDocument,
  CollectionName,
  DocumentKey,
  DocumentOf,
} from '../../shared/schema/collections.ts';
import { keyText } from '../../shared/schema/collections.ts';
import type { Block, BlockDocument, CentralStore } from '../store/port.ts';
import { BlockDraft } from './append-block.ts';
import { DocumentsAtHand, type HotDocuments } from './append-documents.ts';
import type { Pending, PendingDecision, PendingUpload } from './append-pending.ts';
import { isSigned, judgeUpload } from './append-upload.ts';
import { type BlockBudget, countWithoutBody } from './quarantine-budget.ts';
import type { DecisionView } from './streams.ts';

/** The result of a round: the block (null: nothing to append) and the answers to give once it is stored. */
export interface Round {
  readonly block: (Block & { readonly documents: readonly BlockDocument[] }) | null;
  readonly answers: ReadonlyMap<Pending, () => void>;
}

/** One waiting upload made the round fail; the next round tries the others without it (SYN4). */
export class PendingFailed extends Error {
  readonly pending: Pending;

  constructor(pending: Pending, cause: unknown) {
    super('a waiting upload or decision failed', { cause });
    this.pending = pending;
  }
}

export interface RoundTarget {
  readonly store: CentralStore;
  readonly hot: HotDocuments;
  readonly stream: string;
  readonly position: number;
  readonly receivedAt: string;
  readonly nonce: string;
  readonly budget: BlockBudget;
  /** Uploaded entries in one block; more of them wait for the next block. */
  readonly maxEntries: number;
}

/** Decides everything that waits, in the order in which it came, each on what those before it left. */
export async function runRound(target: RoundTarget, waiting: readonly Pending[]): Promise<Round> {
  const { store, hot, stream, position, receivedAt } = target;
  const documents = new DocumentsAtHand(store, hot, { stream, rev: position });
  const draft = new BlockDraft(stream, position, receivedAt, documents, target.budget);
  const answers = new Map<Pending, () => void>();
  // One query for all documents and all signatures at once: checked singly, each signature would wait for the thread pool.
  await documents.need(waiting.flatMap(({ keys }) => keys));
  await Promise.all(waiting.map((pending) => verifyAhead(pending, documents)));
  let uploaded = 0;
  for (const pending of waiting) {
    if (uploaded >= target.maxEntries) break;
    try {
      if (pending.kind === 'decision') {
        answers.set(pending, await runDecision(pending, target, documents, draft));
        continue;
      }
      const result = await takeUpload(pending, target.maxEntries - uploaded, documents, draft, store);
      uploaded += result.taken;
      if (result.answer) answers.set(pending, result.answer);
    } catch (error) {
      throw new PendingFailed(pending, error);
    }
  }
  return { block: draft.entries.length > 0 ? draft.finish(target.nonce) : null, answers };
}

async function verifyAhead(pending: Pending, documents: DocumentsAtHand): Promise<void> {
  if (pending.kind === 'decision') return;
  const { device_id, epoch } = pending.device;
  const head = documents.workspace.get('heads', headKey(device_id, epoch).id);
  if (head) await isSigned(pending, head);
}

/** `answer` is null if not all its entries fitted: the upload keeps waiting, and the head tells which ones were taken. */
async function takeUpload(
  upload: PendingUpload,
  limit: number,
  documents: DocumentsAtHand,
  draft: BlockDraft,
  store: CentralStore,
): Promise<{ readonly taken: number; readonly answer: (() => void) | null }> {
  const judged = await judgeUpload(upload, documents, draft.entries, store);
  if (!judged.ok) return { taken: 0, answer: () => upload.settle(judged) };
  const { kind, entries } = judged.value;
  const { taken, complete } =
    kind === 'fork'
      ? await draft.quarantineFork(entries, limit)
      : await takeChain(entries, limit, draft, upload);
  if (!complete) return { taken, answer: null };
  const { device_id } = upload.device;
  const id = headKey(device_id, upload.device.epoch).id;
  const { epoch, seq, hash, status } = must(documents.workspace.get('heads', id), 'head of an upload');
  const without_body = countWithoutBody(draft.entries, device_id);
  return { taken, answer: () => upload.settle(ok({ epoch, seq, hash, status, without_body })) };
}

async function takeChain(
  entries: readonly Envelope[],
  limit: number,
  draft: BlockDraft,
  { judged, bytes, address }: PendingUpload,
) {
  const taken = entries.slice(0, limit);
  for (const entry of taken) {
    // A few bytes of upload may be many bytes when stored: 1e20 is written out in full.
    if (bytes > maxEntryBytes && isTooLarge(entry)) await draft.take(withoutBody(entry), address);
    else await draft.take(entry, address, must(judged.get(entry), 'judgement of an uploaded entry'));
  }
  return { taken: taken.length, complete: taken.length === entries.length };
}

async function runDecision(
  pending: PendingDecision,
  target: RoundTarget,
  documents: DocumentsAtHand,
  draft: BlockDraft,
): Promise<() => void> {
  const decided = await pending.decide(viewOf(target, documents));
  if (!decided.ok) return () => pending.settle(decided);
  for (const entry of decided.value.drafts) await draft.add(pending.actor, entry);
  return () => pending.settle(ok(decided.value.value));
}

/** What a decision reads: the stream's documents with what this block has changed so far, other streams' as they are. */
function viewOf(target: RoundTarget, documents: DocumentsAtHand): DecisionView {
  const load = async (keys: readonly DocumentKey[]): Promise<ReadonlyMap<string, AnyDocument>> => {
    const found = new Map<string, AnyDocument>();
    await documents.need(keys);
    for (const key of keys) {
      const document = documents.current(key);
      if (document) found.set(keyText(key), document);
    }
    return found;
  };
  return {
    load,
    get: async <C extends CollectionName>(collection: C, id: string) =>
      ((await load([{ collection, id }])).get(keyText({ collection, id })) as DocumentOf<C> | undefined) ??
      null,
    position: target.position - 1,
    now: target.receivedAt,
  };
}

export const keysOfDecision = (actor: 'server' | 'hq', stream: string): readonly DocumentKey[] => [
  headKey(pseudoDevice(actor, stream), 1),
];
