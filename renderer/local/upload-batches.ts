import { endOf } from '../../shared/journal/chain.ts';
import type { ChainEnd } from '../../shared/journal/entry.ts';
import { maxEntriesPerUpload, maxUploadBytes } from '../../shared/protocol/api.ts';
import type { Journal } from './journal.ts';
import { type EpochRef, epochName } from './marks.ts';

/** What one upload takes of an epoch. */
export interface Batch {
  readonly count: number;
  readonly last: ChainEnd;
  /** The entries, as JSON: made while the server works on those before. */
  readonly json: string;
}

/** A thin line would not carry a full batch before its time is over. */
const firstLimit = 100;
const encoder = new TextEncoder();

/** Cuts the journal into uploads, whose size follows what the line and the server bear. */
export class UploadBatches {
  readonly #journal: Journal;
  #limit = firstLimit;
  /** The batch after the one under way. */
  #ahead: { readonly name: string; readonly from: number; readonly batch: Promise<Batch | null> } | null =
    null;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Entries of one batch, at most. */
  get limit(): number {
    return this.#limit;
  }

  /** The entries from `from` on, at most so many, and so many bytes; null where `from` is not there. */
  async next(epoch: EpochRef, from: number): Promise<Batch | null> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead?.name === epochName(epoch) && ahead.from === from) {
      // One that could not be read is read again, and told then.
      const batch = await ahead.batch.catch(() => null);
      if (batch && batch.count <= this.#limit) return batch;
    }
    return this.#read(epoch, from);
  }

  readAhead(epoch: EpochRef, from: number): void {
    const batch = this.#read(epoch, from);
    batch.catch(() => {});
    this.#ahead = { name: epochName(epoch), from, batch };
  }

  wentQuickly(): void {
    this.#limit = Math.min(maxEntriesPerUpload, this.#limit * 2);
  }

  wasNotAnswered(): void {
    this.#limit = Math.min(this.#limit, firstLimit);
  }

  wasTooLarge(count: number): void {
    this.#limit = Math.max(1, Math.floor(count / 2));
  }

  async #read(epoch: EpochRef, from: number): Promise<Batch | null> {
    const texts: string[] = [];
    let last: ChainEnd | null = null;
    // Some room for what is around the entries.
    let bytes = 200;
    for (const entry of await this.#journal.read(epoch, from, this.#limit)) {
      // A damaged copy could not bring back what is between.
      if (entry.seq !== (last?.seq ?? from - 1) + 1) break;
      const text = JSON.stringify(entry);
      bytes += encoder.encode(text).length + 1;
      if (last && bytes > maxUploadBytes) break;
      texts.push(text);
      last = endOf(entry);
    }
    return last && { count: texts.length, last, json: `[${texts.join()}]` };
  }
}
