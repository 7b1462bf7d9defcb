import type { OfflineUse } from '../../../shared/domain/offline-policy.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import type { Heard } from '../clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { EpochRef, Marks } from '../store/marks.ts';
import type { CheckpointMark } from '../view/kept-overlay.ts';
import { SoldTally } from '../view/sold-tally.ts';

const markEveryMs = 30_000;

/** When the server was last heard, and what was sold since (DRW4). */
export class Contact {
  readonly #marks: Marks;
  readonly #journal: Journal;
  readonly #epoch: EpochRef;
  #online = false;
  #last: string | null = null;
  #since: { readonly seq: number; readonly sold: SoldTally } = { seq: 0, sold: new SoldTally() };
  #marked = { uptimeMs: Number.NEGATIVE_INFINITY, seq: -1 };

  private constructor(marks: Marks, journal: Journal, epoch: EpochRef) {
    this.#marks = marks;
    this.#journal = journal;
    this.#epoch = epoch;
  }

  static async open(
    marks: Marks,
    journal: Journal,
    epoch: EpochRef,
    tail: readonly Envelope[],
    kept: CheckpointMark | null,
  ): Promise<Contact> {
    const contact = new Contact(marks, journal, epoch);
    const mark = marks.get('contact');
    const isOwn = mark?.device_id === epoch.device_id && mark.epoch === epoch.epoch;
    contact.#last = mark?.server_time ?? null;
    const seq = isOwn ? mark.seq : 0;
    const isCounted = kept?.since_seq === seq;
    const sold = new SoldTally(isCounted ? kept.sold.map(soldOf) : []);
    for (const entry of await journal.readTail(epoch, (isCounted ? kept.seq : seq) + 1, tail))
      sold.add(entry);
    contact.#since = { seq, sold };
    return contact;
  }

  get online(): boolean {
    return this.#online;
  }

  get last(): string | null {
    return this.#last;
  }

  async hear(heard: Heard): Promise<void> {
    this.#online = true;
    this.#last = heard.serverTime;
    const { uptimeMs } = heard.received;
    const { seq } = this.#journal.end(this.#epoch);
    this.#since = { seq, sold: new SoldTally() };
    // A mark that is older than the truth only makes an outage look longer.
    if (seq === this.#marked.seq && uptimeMs < this.#marked.uptimeMs + markEveryMs) return;
    const { device_id, epoch } = this.#epoch;
    await this.#marks.set('contact', { server_time: heard.serverTime, device_id, epoch, seq });
    // Only now: a write that failed is tried again at the next answer.
    this.#marked = { uptimeMs, seq };
  }

  /** For a checkpoint: what was sold since which entry. */
  get since(): Pick<CheckpointMark, 'since_seq' | 'sold'> {
    const sold = [...this.#since.sold].map(([lottery_id, { tickets, amountMinor }]) => ({
      lottery_id,
      tickets,
      amount_minor: amountMinor,
    }));
    return { since_seq: this.#since.seq, sold };
  }

  lose(): void {
    this.#online = false;
  }

  committed(entry: Envelope): void {
    // The server may have been heard between its write and this.
    if (entry.seq > this.#since.seq) this.#since.sold.add(entry);
  }

  use(lotteryId: string): OfflineUse {
    if (this.#online) return { offline_since: null, tickets: 0, amountMinor: 0 };
    // Never heard: as if cut off since the beginning of time, which every bound in hours refuses.
    return { offline_since: this.#last ?? '1970-01-01T00:00:00.000Z', ...this.#since.sold.of(lotteryId) };
  }
}

const soldOf = ({ lottery_id, tickets, amount_minor }: CheckpointMark['sold'][number]) =>
  [lottery_id, { tickets, amountMinor: amount_minor }] as const;
