import { setImmediate, setTimeout } from 'node:timers/promises';
import { sha256Hex } from '#sha256';
import type { Envelope } from '../../shared/journal/entry.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { BlockTooLarge } from '../store/block-too-large.ts';
import { diskFullNotice, isDiskFull } from '../store/disk-full.ts';
import type { Block } from '../store/port.ts';
import type { StreamsContext } from './append-context.ts';
import { HotDocuments } from './append-documents.ts';
import { findBatchFault, judgeEntries, type Pending, type UploadResult } from './append-pending.ts';
import { keysOfDecision, PendingFailed, runRound } from './append-round.ts';
import type { QuarantineBudget } from './quarantine-budget.ts';
import type { Decision, DeviceEpoch } from './streams.ts';

/** Posting turns an entry into documents of about three times its size; a block is planned with four times. */
const documentsPerEntry = 4;
const maxJitterMs = 100;
const sampleSize = 50;

/** The end of the stream, its documents written to their collections. */
interface StreamEnd {
  readonly position: number;
  /** '' at position 0. */
  readonly nonce: string;
}

/**
 * Appends to one stream; one per stream and node. While a block is being made, what comes in waits for the next one,
 * so the more comes in, the more a block takes (group commit).
 */
export class Appender {
  readonly #stream: string;
  readonly #context: StreamsContext;
  readonly #onAppended: (block: Block) => void;
  readonly #budget: QuarantineBudget;
  readonly #hot = new HotDocuments();
  #waiting: Pending[] = [];
  #running: Promise<void> | null = null;
  /** Null: the end is unknown, or the last block's documents may not be written yet. */
  #end: StreamEnd | null = null;
  #attempt = 0;
  #maxEntries = Number.POSITIVE_INFINITY;
  #failedOnce: Pending | null = null;
  #stopping = false;

  constructor(
    stream: string,
    context: StreamsContext,
    budget: QuarantineBudget,
    onAppended: (block: Block) => void,
  ) {
    this.#budget = budget;
    this.#stream = stream;
    this.#context = context;
    this.#onAppended = onAppended;
  }

  upload(device: DeviceEpoch, entries: readonly Envelope[], address: string | null): Promise<UploadResult> {
    const fault = findBatchFault(device, entries);
    if (fault) return Promise.resolve({ ok: false, refusal: fault });
    const bytes = Buffer.byteLength(JSON.stringify(entries));
    const judged = judgeEntries(device, entries);
    return new Promise((settle, fail) => {
      this.#add({
        kind: 'upload',
        device,
        entries,
        keys: judged.keys,
        judged: judged.judged,
        address,
        bytes,
        settle,
        fail,
        verifiedBy: null,
      });
    });
  }

  decide<T>(actor: 'server' | 'hq', decision: Decision<T>): Promise<Result<T>> {
    return new Promise((resolve, fail) => {
      const settle = (result: Result<unknown>) => resolve(result as Result<T>);
      this.#add({
        kind: 'decision',
        actor,
        decide: decision,
        keys: keysOfDecision(actor, this.#stream),
        settle,
        fail,
      });
    });
  }

  /** Finishes the block under way and refuses the rest. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  #add(pending: Pending): void {
    if (this.#stopping) {
      refuseStopping(pending);
      return;
    }
    this.#waiting.push(pending);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // A synchronous store has blocked the event loop: requests that arrived meanwhile may join this block.
      await setImmediate();
      try {
        await this.#round(this.#takeWaiting());
      } catch (error) {
        // The insert may have succeeded all the same, and then that block's documents are not written yet.
        this.#forgetEnd();
        this.#fail(error);
      }
      if (this.#stopping) for (const pending of this.#waiting.splice(0)) refuseStopping(pending);
    }
    // In the same tick as the loop's last look at the queue: whatever is added later starts a new loop.
    this.#running = null;
  }

  /** As many as are expected to fit into a block, at least one. */
  #takeWaiting(): readonly Pending[] {
    const budget = this.#context.settings.blockBytes / documentsPerEntry;
    let bytes = 0;
    const over = this.#waiting.findIndex((pending, index) => {
      bytes += pending.kind === 'upload' ? pending.bytes : 0;
      return index > 0 && bytes > budget;
    });
    return over < 0 ? [...this.#waiting] : this.#waiting.slice(0, over);
  }

  async #round(waiting: readonly Pending[]): Promise<void> {
    const { store, now, random, settings } = this.#context;
    this.#end ??= await this.#takeOver();
    const end = this.#end;
    const budget = this.#budget.begin();
    const { block, answers } = await runRound(
      {
        store,
        hot: this.#hot,
        stream: this.#stream,
        position: end.position + 1,
        receivedAt: now(),
        nonce: random(),
        budget,
        maxEntries: this.#maxEntries,
      },
      waiting,
    );
    if (block === null) {
      // Nothing was inserted, so nothing proves that we looked at the end of the stream: another node may be ahead.
      const last = await store.lastBlock(this.#stream);
      if ((last?.nonce ?? '') !== end.nonce) return this.#lost();
    } else {
      if (isBeyond(settings.blockBytes, block.documents) && this.#halve(block)) return;
      const outcome = await store.append(block).catch((error: unknown) => {
        // The block's size was estimated from a sample and may be larger.
        if (error instanceof BlockTooLarge && this.#halve(block)) return 'halved';
        throw error;
      });
      if (outcome === 'halved') return;
      if (outcome === 'taken') return this.#lost();
      this.#budget.spend(budget);
      await store.writeDocuments(block);
      this.#hot.keep(block.documents);
      this.#end = { position: block.position, nonce: block.nonce };
    }
    this.#attempt = 0;
    this.#maxEntries = Number.POSITIVE_INFINITY;
    this.#failedOnce = null;
    this.#waiting = this.#waiting.filter((pending) => !answers.has(pending));
    if (block) this.#onAppended(block);
    for (const answer of answers.values()) answer();
  }

  /** Halves the next try. False if the block cannot be smaller: the drafts of one decision stay together. */
  #halve({ entries }: Block): boolean {
    const halved = Math.ceil(Math.min(this.#maxEntries, entries.length) / 2);
    if (entries.length < 2 || halved >= this.#maxEntries) return false;
    this.#maxEntries = halved;
    return true;
  }

  /** The node that inserted the last block may have died before it wrote the block's documents. */
  async #takeOver(): Promise<StreamEnd> {
    const last = await this.#context.store.lastBlock(this.#stream);
    if (!last) return { position: 0, nonce: '' };
    await this.#context.store.writeDocuments(last);
    return { position: last.position, nonce: last.nonce };
  }

  #forgetEnd(): void {
    this.#end = null;
    this.#hot.clear();
  }

  /** Another node was faster: everything is decided anew, after a moment that differs from node to node. */
  async #lost(): Promise<void> {
    this.#forgetEnd();
    const share = Number.parseInt(sha256Hex(this.#context.random()).slice(0, 8), 16) / 2 ** 32;
    this.#attempt += 1;
    await setTimeout(share * Math.min(maxJitterMs, 2 ** this.#attempt));
  }

  #fail(error: unknown): void {
    const { log } = this.#context;
    if (!(error instanceof PendingFailed)) {
      if (isDiskFull(error)) log.error({ stream: this.#stream }, diskFullNotice);
      else log.error({ err: error, stream: this.#stream }, 'appending failed');
      for (const pending of this.#waiting.splice(0)) pending.fail(error);
      return;
    }
    const { pending, cause } = error;
    // Another node may have been writing the documents that made it fail: only a second failure counts.
    if (this.#failedOnce !== pending) {
      this.#failedOnce = pending;
      return;
    }
    log.error({ err: cause, stream: this.#stream }, `an ${pending.kind} failed`);
    this.#waiting = this.#waiting.filter((other) => other !== pending);
    pending.fail(cause);
  }
}

function refuseStopping(pending: Pending): void {
  if (pending.kind === 'upload') pending.settle(refuse('upload.stopping'));
  else pending.settle(refuse('stream.stopping'));
}

/** By a sample: to write out every document once more, only to count, would cost a tenth of the ingest. */
function isBeyond(bytes: number, documents: readonly unknown[]): boolean {
  const every = Math.ceil(documents.length / sampleSize);
  const sample = documents.filter((_, index) => index % every === 0);
  return (JSON.stringify(sample).length * documents.length) / Math.max(1, sample.length) > bytes;
}
