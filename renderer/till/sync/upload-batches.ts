import { maxEntryBytes, signedHash, withoutBody } from '../../../shared/journal/bounds.ts';
import { endOf } from '../../../shared/journal/chain.ts';
import type { ChainEnd, Envelope } from '../../../shared/journal/entry.ts';
import { signerOf } from '../../../shared/journal/signature.ts';
import { maxEntriesPerUpload } from '../../../shared/protocol/till.ts';
import type { Journal } from '../journal/journal.ts';
import { epochName } from '../store/marks.ts';
import type { EpochPapers } from './papers.ts';

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
  async next(epoch: EpochPapers, from: number): Promise<Batch | null> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead?.name === epochName(epoch) && ahead.from === from) {
      // One that could not be read is read again, and told then.
      const batch = await ahead.batch.catch(() => null);
      if (batch && batch.count <= this.#limit) return batch;
    }
    return this.#read(epoch, from);
  }

  readAhead(epoch: EpochPapers, from: number): void {
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

  async #read(epoch: EpochPapers, from: number): Promise<Batch | null> {
    const texts: string[] = [];
    let last: ChainEnd | null = null;
    let bytes = 0;
    for (const entry of await this.#journal.read(epoch, from, this.#limit)) {
      // A damaged copy could not bring back what is between.
      if (entry.seq !== (last?.seq ?? from - 1) + 1) break;
      const text = await textOf(entry, epoch);
      bytes += encoder.encode(text).length + 1;
      if (last && bytes > maxEntryBytes) break;
      texts.push(text);
      last = endOf(entry);
    }
    return last && { count: texts.length, last, json: `[${texts.join()}]` };
  }
}

/** One that another version committed although no upload has room for it goes up without its body, and blocks nothing. */
async function textOf(entry: Envelope, { private_key }: EpochPapers): Promise<string> {
  const text = JSON.stringify(entry);
  if (encoder.encode(text).length <= maxEntryBytes) return text;
  const sign = await signerOf(private_key);
  const short = withoutBody(entry);
  return JSON.stringify({ ...short, signature: await sign(signedHash(short)) });
}
