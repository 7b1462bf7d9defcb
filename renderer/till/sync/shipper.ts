import type { HeadAnswer } from '../../../shared/protocol/till.ts';
import { type Refusal, refuse } from '../../../shared/result.ts';
import type { Journal } from '../journal/journal.ts';
import type { Random } from '../platform.ts';
import { type EpochRef, epochName, type Marks } from '../store/marks.ts';
import { headAnswerFor, newNonce } from './head-answer.ts';
import type { EpochPapers, Papers } from './papers.ts';
import { readmit } from './readmitting.ts';
import type { CallRefusal, ServerCalls } from './server-calls.ts';
import type { Round } from './sync-loop.ts';
import { type Batch, UploadBatches } from './upload-batches.ts';

export interface ShipperParts {
  readonly papers: Papers;
  readonly journal: Journal;
  readonly marks: Marks;
  readonly server: ServerCalls;
  readonly random: Random;
  readonly posVersion: string;
  uptimeMs(): number;
  /** What keeps entries from being sent, or null. */
  onProblem(problem: Refusal | null): void;
  /** The server has more of this epoch, or something else, than its journal: it goes on in a new epoch (JRN5). */
  onJournalLost(epoch: EpochRef, reason: 'journal_lost' | 'journal_behind' | 'fork'): void;
  onSent(): void;
}

interface Shipped {
  readonly step: 'done' | 'more' | 'failed';
  readonly problem: Refusal | null;
}
const done: Shipped = { step: 'done', problem: null };
const more: Shipped = { step: 'more', problem: null };
/** What only asks for another round is no problem to show. */
const failed = (refusal: CallRefusal): Shipped =>
  refusal.code === 'request.halved' || refusal.code === 'device.readmitted'
    ? more
    : { step: 'failed', problem: refusal };

/**
 * Sends entries in order, by their number, as the server's head asks for them. Nothing is taken as sent but what ends
 * at an own entry with the head's hash, whatever the clock said when it was made (SYN2, SYN8).
 */
export class Shipper {
  readonly #parts: ShipperParts;
  /** Heads as the server last told them, each the end of an own entry; forgotten after any failure. */
  readonly #heads = new Map<string, HeadAnswer>();
  /** Older epochs that are in order as the server told since then; where they owe nothing, that is asked once. */
  readonly #inOrder = new Set<string>();
  readonly #sending = new Set<string>();
  readonly #batches: UploadBatches;
  #hasMore = false;
  /** The write of what was last confirmed: the next batch does not wait for it. */
  #acking: Promise<void> = Promise.resolve();

  constructor(parts: ShipperParts) {
    this.#parts = parts;
    this.#batches = new UploadBatches(parts.journal);
  }

  /** How far the server has confirmed an epoch. */
  acked(epoch: EpochRef): number {
    return this.#parts.marks.getOf('acked', epoch)?.seq ?? 0;
  }

  get isSending(): boolean {
    return this.#sending.size > 0;
  }

  /** Batch goes after batch, and the one under way, or about to be, is not the last. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  /** Asks for the heads anew in the next round: the server may have been restored (SYN12). */
  askAgain(): void {
    this.#heads.clear();
    this.#inOrder.clear();
  }

  /** As `askAgain`, where the server surely is another one: what it had in quarantine it may lack as well (SYN3). */
  startOver(): void {
    const { papers, marks } = this.#parts;
    for (const of of papers.binder.epochs)
      if (marks.getOf('salvaged', of)) void marks.holdOf('salvaged', of, { seq: 0 });
    this.askAgain();
  }

  /**
   * One batch of each epoch that has something to send, the oldest epoch first. Of an older one only the server knows
   * whether it has: its database may be older than what it once confirmed (SYN12).
   */
  async round(): Promise<Round> {
    const { papers, journal } = this.#parts;
    const current = papers.current();
    this.#hasMore = papers.binder.epochs.some((of) => this.#owed(of) > this.#batches.limit);
    let round: Round = 'idle';
    let problem: Refusal | null = null;
    for (const of of papers.binder.epochs.toSorted((a, b) => a.epoch - b.epoch)) {
      const name = epochName(of);
      const isOwing = of === current || this.#owed(of) > 0;
      if (!isOwing && (this.#inOrder.has(name) || journal.end(of).seq === 0)) continue;
      const result = await this.#ship(of);
      if (result === done) this.#inOrder.add(name);
      // Asked again later: a head that nobody needs, as far as is known, must not slow down what is owed.
      if (!isOwing && result.step === 'failed') continue;
      problem ??= result.problem;
      if (result.step === 'failed') round = 'retry';
      else if (result.step === 'more' && round === 'idle') round = 'again';
    }
    if (round !== 'again') this.#hasMore = false;
    this.#parts.onProblem(problem);
    return round;
  }

  #owed(epoch: EpochRef): number {
    const salvaged = this.#parts.marks.getOf('salvaged', epoch)?.seq ?? 0;
    return this.#parts.journal.end(epoch).seq - Math.max(this.acked(epoch), salvaged);
  }

  async #ship(papers: EpochPapers): Promise<Shipped> {
    const known = this.#heads.get(epochName(papers));
    let head = known ?? (await this.#askHead(papers));
    if ('code' in head) return failed(head);
    let place = known ? 'own' : await this.#place(papers, head);
    if (place === 'behind' || place === 'fork') {
      // One answer ends no epoch: what is in between may have mixed up two tills', or kept an old one.
      head = await this.#askHead(papers);
      if ('code' in head) return failed(head);
      place = await this.#place(papers, head);
    }
    await this.#noteStatus(papers, head);
    switch (place) {
      case 'own':
        this.#heads.set(epochName(papers), head);
        return this.#sendAfter(papers, head);
      case 'behind':
      case 'fork': {
        const sent = await this.#salvage(papers);
        this.#parts.onJournalLost(papers, place === 'behind' ? 'journal_behind' : 'fork');
        return sent;
      }
      case 'removed':
        return this.#stopAtGap(papers, head);
      default:
        return place satisfies never;
    }
  }

  async #noteStatus(papers: EpochPapers, { status }: HeadAnswer): Promise<void> {
    const { marks } = this.#parts;
    if ((marks.getOf('status', papers)?.status ?? 'active') !== status)
      await marks.holdOf('status', papers, { status });
  }

  /** Where the server's head lies in the own journal. */
  async #place(papers: EpochPapers, head: HeadAnswer): Promise<'own' | 'behind' | 'fork' | 'removed'> {
    const { journal, marks } = this.#parts;
    const end = journal.end(papers);
    if (head.seq > end.seq) return 'behind';
    if (head.seq > 0) {
      const hash = head.seq === end.seq ? end.hash : await journal.hashAt(papers, head.seq);
      if (hash === null) return 'removed';
      if (hash !== head.hash) return 'fork';
    } else if (end.seq > 0 && !(await journal.get(papers, 1))) return 'removed';
    const acked = marks.getOf('acked', papers);
    // Also back to a smaller one: a server restored from a backup lacks what it once confirmed (SYN12).
    if (acked?.seq !== head.seq) {
      await marks.holdOf('acked', papers, { seq: head.seq, hash: head.hash });
      this.#parts.onSent();
    }
    return 'own';
  }

  async #sendAfter(papers: EpochPapers, head: HeadAnswer): Promise<Shipped> {
    // Before it is read: what is committed meanwhile is no gap.
    const isOwed = this.#parts.journal.end(papers).seq > head.seq;
    const batch = await this.#batches.next(papers, head.seq + 1);
    if (!batch) {
      await this.#acking;
      return isOwed ? this.#stopAtGap(papers, head) : done;
    }
    const { last } = batch;
    const uploading = this.#upload(papers, batch);
    this.#hasMore = this.#parts.journal.end(papers).seq > last.seq;
    if (this.#hasMore) this.#batches.readAhead(papers, last.seq + 1);
    const answer = await uploading;
    if ('code' in answer) {
      this.#hasMore = false;
      return failed(answer);
    }
    await this.#acking;
    if (answer.seq === last.seq && answer.hash === last.hash) {
      this.#heads.set(epochName(papers), answer);
      this.#acking = this.#parts.marks.holdOf('acked', papers, { seq: last.seq, hash: last.hash });
    } else {
      this.#heads.delete(epochName(papers));
      await this.#place(papers, answer);
    }
    this.#parts.onSent();
    return more;
  }

  /** What the server waits for is not here. Of a till that lost it with its journal, the epoch ends (JRN5). */
  async #stopAtGap(papers: EpochPapers, head: HeadAnswer): Promise<Shipped> {
    const { journal, onJournalLost } = this.#parts;
    if (journal.isInDoubt(papers)) {
      // One answer ends no epoch here either.
      const again = await this.#askHead(papers);
      if ('code' in again) return failed(again);
      if (again.seq !== head.seq) {
        this.#heads.delete(epochName(papers));
        return more;
      }
      onJournalLost(papers, 'journal_lost');
    }
    return { step: 'done', problem: tooOld };
  }

  /**
   * What a restored or copied journal holds beyond what was confirmed contradicts the server's entries: it is handed
   * over for the quarantine, so that nothing disappears (SYN3).
   */
  async #salvage(papers: EpochPapers): Promise<Shipped> {
    const { marks } = this.#parts;
    const salvaged = marks.getOf('salvaged', papers)?.seq ?? 0;
    const batch = await this.#batches.next(papers, Math.max(this.acked(papers), salvaged) + 1);
    if (!batch) return done;
    const answer = await this.#upload(papers, batch);
    if ('code' in answer) return failed(answer);
    await marks.holdOf('salvaged', papers, { seq: batch.last.seq });
    return more;
  }

  async #upload(papers: EpochPapers, { count, last, json }: Batch): Promise<HeadAnswer | CallRefusal> {
    const { server, journal, posVersion, random } = this.#parts;
    const nonce = newNonce(random);
    const unsent = journal.end(papers).seq - last.seq;
    const rest = JSON.stringify({ unsent, pos_version: posVersion, nonce });
    const name = epochName(papers);
    this.#sending.add(name);
    const startedMs = this.#parts.uptimeMs();
    const answer = await server.call({
      method: 'POST',
      path: '/api/entries',
      token: papers.token,
      text: `{"entries":${json},${rest.slice(1)}`,
      answer: headAnswerFor(papers, nonce),
      timeoutMs: json.length > 256 * 1024 ? fullUploadTimeoutMs : 60_000,
    });
    this.#sending.delete(name);
    if (answer.ok) {
      if (this.#parts.uptimeMs() < startedMs + quickMs) this.#batches.wentQuickly();
      return answer.value;
    }
    this.#heads.delete(name);
    if (answer.refusal.status === null) this.#batches.wasNotAnswered();
    if (answer.refusal.status === 413 && count > 1) {
      this.#batches.wasTooLarge(count);
      return { ...refuse('request.halved').refusal, status: 413 };
    }
    return answer.refusal.status === 401 ? this.#readmit(papers, answer.refusal) : answer.refusal;
  }

  async #askHead(papers: EpochPapers): Promise<HeadAnswer | CallRefusal> {
    const { server, random } = this.#parts;
    const nonce = newNonce(random);
    const answer = await server.call({
      method: 'GET',
      path: `/api/head?nonce=${nonce}`,
      token: papers.token,
      answer: headAnswerFor(papers, nonce),
    });
    if (!answer.ok)
      return answer.refusal.status === 401 ? this.#readmit(papers, answer.refusal) : answer.refusal;
    return answer.value;
  }

  async #readmit(papers: EpochPapers, refusal: CallRefusal): Promise<HeadAnswer | CallRefusal> {
    if (refusal.code !== 'device.unknown') return refusal;
    const { server, random } = this.#parts;
    const answer = await readmit(server, random, papers);
    // The next round begins with its head.
    return answer.ok ? { ...refuse('device.readmitted').refusal, status: 200 } : answer.refusal;
  }
}

/** So much takes half a minute over 64 kbit/s, a full one more than one; the server gives up after two. */
const fullUploadTimeoutMs = 110_000;

/** An upload that is answered within this time may be twice as large the next time. */
const quickMs = 2_000;

const { refusal: tooOld } = refuse('journal.removed');
