import type { Refusal } from '../../../shared/result.ts';
import type { Change } from '../change.ts';
import type { Journal } from '../journal/journal.ts';
import type { Platform } from '../platform.ts';
import type { Station } from '../station.ts';
import type { EpochRef, Marks } from '../store/marks.ts';
import { listenForMore } from './events.ts';
import type { Papers } from './papers.ts';
import { Puller } from './puller.ts';
import type { ServerCalls } from './server-calls.ts';
import { Shipper } from './shipper.ts';
import { SyncLoop } from './sync-loop.ts';

interface SyncParts {
  readonly platform: Platform;
  readonly papers: Papers;
  readonly journal: Journal;
  readonly marks: Marks;
  readonly server: ServerCalls;
  readonly station: Station;
  onChange(what: Change): void;
}

/** Also where no event comes: a proxy may swallow them. */
const pollMs = 30_000;
const reconnectMs = 1_000;
const tidyEveryMs = 3_600_000;
/**
 * While batch after batch is sent, pulling what each resulted in would post the rest over it again and again, and a
 * sale would wait for that: 5,000 entries take seconds. What is through within this time is pulled once, at its end.
 */
const pullWhileSendingMs = 30_000;

export type Activity = 'idle' | 'sending' | 'pulling';

/** Sends, pulls and listens, each in its own loop, until stopped. */
export class Sync {
  readonly #parts: SyncParts;
  readonly #ship: SyncLoop;
  readonly #pull: SyncLoop;
  readonly #listen: SyncLoop;
  readonly #shipper: Shipper;
  readonly #stopping = new AbortController();
  readonly #offOnline: () => void;
  #listening: AbortController | null = null;
  #problems: { ship: Refusal | null; pull: Refusal | null } = { ship: null, pull: null };
  #applying = false;
  #askedHeadMs = Number.NEGATIVE_INFINITY;
  #pulledMs = Number.NEGATIVE_INFINITY;
  /** Since then batch goes after batch. */
  #sendingMs = Number.NEGATIVE_INFINITY;
  #pullWaits = false;
  #tidiedMs = Number.NEGATIVE_INFINITY;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    const { platform, papers, journal, marks, server, station } = parts;
    this.#shipper = new Shipper({
      papers,
      journal,
      marks,
      server,
      posVersion: platform.host.posVersion,
      random: platform.random,
      uptimeMs: () => platform.host.uptimeMs(),
      onProblem: (problem) => this.#setProblem('ship', problem),
      onJournalLost: (epoch, reason) => this.#journalLost(epoch, reason),
      onSent: () => {
        parts.onChange('connection');
        this.#pull.wake();
      },
    });
    const puller = new Puller({
      papers: station.epoch,
      server,
      documents: () => station.view.documents,
      apply: async (page) => {
        this.#setApplying(true);
        await station.apply(page).finally(() => this.#setApplying(false));
      },
      takeSnapshot: () => {
        // A server that does not know our position was restored: it may lack entries too (SYN12).
        this.#shipper.startOver();
        this.#ship.wake();
        return station.takeSnapshot();
      },
      onProblem: (problem) => this.#setProblem('pull', problem),
    });
    this.#ship = new SyncLoop(platform, pollMs, () => this.#shipRound());
    this.#pull = new SyncLoop(platform, pollMs, async () => {
      const nowMs = platform.host.uptimeMs();
      // Each batch that is through wakes it again.
      if (!this.#shipper.hasMore) this.#sendingMs = nowMs;
      this.#pullWaits =
        nowMs < Math.max(this.#sendingMs, this.#pulledMs) + pullWhileSendingMs && this.#shipper.hasMore;
      if (this.#pullWaits) return 'idle';
      const round = await puller.round();
      this.#pulledMs = platform.host.uptimeMs();
      if (round === 'idle') await this.#tidy();
      return round;
    });
    this.#listen = new SyncLoop(platform, reconnectMs, () => this.#listenRound());
    this.#offOnline = platform.onOnline(() => this.wakeNow());
  }

  start(): void {
    this.#ship.start();
    this.#pull.start();
    this.#listen.start();
  }

  /** A commit wants to be sent. */
  wake(): void {
    this.#ship.wake();
  }

  /** Whatever was waited for after failures. */
  wakeNow(): void {
    this.#shipper.askAgain();
    for (const loop of [this.#ship, this.#pull, this.#listen]) loop.wake(true);
  }

  /** The server fell silent for some call: the connection for events is not to be trusted either. */
  hearSilence(): void {
    this.#listening?.abort();
  }

  get problem(): Refusal | null {
    return this.#problems.ship ?? this.#problems.pull;
  }

  get activity(): Activity {
    if (this.#shipper.isSending) return 'sending';
    return this.#applying ? 'pulling' : 'idle';
  }

  /** Entries of all epochs that the server has not confirmed. */
  get unsent(): number {
    return this.#parts.papers.binder.epochs.reduce(
      (sum, epoch) => sum + this.#parts.journal.end(epoch).seq - this.sentUpTo(epoch),
      0,
    );
  }

  sentUpTo(epoch: EpochRef): number {
    const salvaged = this.#parts.marks.getOf('salvaged', epoch)?.seq ?? 0;
    return Math.min(this.#parts.journal.end(epoch).seq, Math.max(this.#shipper.acked(epoch), salvaged));
  }

  async stop(): Promise<void> {
    this.#offOnline();
    this.#stopping.abort();
    this.#listening?.abort();
    await Promise.all([this.#ship.stop(), this.#pull.stop(), this.#listen.stop()]);
  }

  async #shipRound() {
    const nowMs = this.#parts.platform.host.uptimeMs();
    if (nowMs >= this.#askedHeadMs + pollMs - 1_000) {
      this.#shipper.askAgain();
      this.#askedHeadMs = nowMs;
    }
    const round = await this.#shipper.round();
    // No batch comes through that would.
    if (round === 'retry' || (round === 'idle' && this.#pullWaits)) this.#pull.wake();
    return round;
  }

  async #listenRound() {
    const abort = new AbortController();
    this.#listening = abort;
    if (this.#stopping.signal.aborted) return 'idle' as const;
    const { platform, server, station } = this.#parts;
    const round = await listenForMore(platform, server, station.epoch.token, abort, {
      onOpen: () => {
        this.#ship.wake(true);
        this.#pull.wake(true);
      },
      onMore: () => this.#pull.wake(true),
    });
    this.#listening = null;
    // It ended, perhaps with the server: find out.
    if (round === 'idle' && !this.#stopping.signal.aborted) {
      this.#shipper.askAgain();
      this.#ship.wake();
    }
    return round;
  }

  async #tidy(): Promise<void> {
    const { platform, station } = this.#parts;
    const nowMs = platform.host.uptimeMs();
    const serverTime = station.contact.last;
    if (serverTime === null || nowMs < this.#tidiedMs + tidyEveryMs) return;
    this.#tidiedMs = nowMs;
    await station.tidy(serverTime);
  }

  #journalLost(epoch: EpochRef, reason: 'journal_lost' | 'journal_behind' | 'fork'): void {
    const { marks, onChange } = this.#parts;
    if (marks.getOf('lost', epoch)) return;
    void marks.holdOf('lost', epoch, { reason });
    onChange('phase');
  }

  #setProblem(of: 'ship' | 'pull', problem: Refusal | null): void {
    if (this.#problems[of] === problem) return;
    this.#problems = { ...this.#problems, [of]: problem };
    this.#parts.onChange('connection');
  }

  #setApplying(applying: boolean): void {
    this.#applying = applying;
    this.#parts.onChange('connection');
  }
}
