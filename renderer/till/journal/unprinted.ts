import type { Envelope } from '../../../shared/journal/entry.ts';
import { tillTraitsOf } from '../../../shared/journal/kinds.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { EpochRef, Marks } from '../store/marks.ts';
import type { Journal } from './journal.ts';

/**
 * Tickets that were sold here and of which nobody has said that they are on paper (TKT5). The sale's own entry is what
 * opens the question and a mark beside the journal closes it, so that selling waits for nothing more; a crash between
 * the two leaves the ticket listed.
 */
export class Unprinted {
  readonly #marks: Marks;
  readonly #onChange: () => void;
  #numbers: readonly string[];
  /** Up to here the journal's entries are in `#numbers`. */
  #upTo: EpochRef & { readonly seq: number };

  private constructor(
    marks: Marks,
    begun: { readonly upTo: EpochRef & { readonly seq: number }; readonly numbers: readonly string[] },
    onChange: () => void,
  ) {
    this.#marks = marks;
    this.#onChange = onChange;
    this.#upTo = begun.upTo;
    this.#numbers = begun.numbers;
  }

  /** `tail`: the last entries of the current epoch, read before. */
  static async open(
    { marks, journal }: { readonly marks: Marks; readonly journal: Journal },
    { device_id, epoch }: EpochRef,
    tail: readonly Envelope[],
    onChange: () => void,
  ): Promise<Unprinted> {
    const found = marks.get('unprinted');
    const mark = found?.device_id === device_id ? found : null;
    const now = { device_id, epoch };
    const { seq } = journal.end(now);
    // From the first sale on it is known which slips came out.
    if (!mark && seq === 0) await marks.set('unprinted', { ...now, seq: 0, numbers: [] });
    const entries = mark
      ? [
          ...(mark.epoch === epoch ? [] : await journal.read(mark, mark.seq + 1)),
          ...(await journal.readTail(now, mark.epoch === epoch ? mark.seq + 1 : 1, tail)),
        ]
      : await lastSale(journal, now, seq);
    const unprinted = new Unprinted(
      marks,
      { upTo: { ...now, seq: mark?.epoch === epoch ? mark.seq : 0 }, numbers: mark?.numbers ?? [] },
      onChange,
    );
    for (const entry of entries) unprinted.follow(entry);
    return unprinted;
  }

  /** Oldest first; the same array until one comes or goes. */
  get numbers(): readonly string[] {
    return this.#numbers;
  }

  /** Follows the own journal, entry by entry. */
  follow({ device_id, epoch, seq, kind, body }: Envelope): void {
    const slips = tillTraitsOf(kind)?.slips?.(body);
    if (slips?.change === 'come') this.#numbers = [...this.#numbers, ...slips.ticketNumbers];
    if (slips?.change === 'leave') this.#leave(slips.ticketNumbers);
    if (epoch >= this.#upTo.epoch) this.#upTo = { device_id, epoch, seq };
  }

  /** These are on paper. Durable when it resolves. */
  async settle(numbers: readonly string[]): Promise<Result<void>> {
    return this.#leave(numbers) ? this.#keep() : ok(undefined);
  }

  /** These were issued by being shown and go to paper now: in doubt until they are there. Durable when it resolves. */
  doubt(numbers: readonly string[]): Promise<Result<void>> {
    this.#numbers = [...this.#numbers, ...numbers.filter((number) => !this.#numbers.includes(number))];
    return this.#keep();
  }

  #keep(): Promise<Result<void>> {
    this.#onChange();
    return this.#marks.keep('unprinted', { ...this.#upTo, numbers: [...this.#numbers] });
  }

  #leave(numbers: readonly string[]): boolean {
    const gone = new Set(numbers);
    const left = this.#numbers.filter((number) => !gone.has(number));
    if (left.length === this.#numbers.length) return false;
    this.#numbers = left;
    return true;
  }
}

const lookedBack = 200;

/** Restored without its marks: the last sale is the one in doubt. */
async function lastSale(journal: Journal, epoch: EpochRef, seq: number): Promise<readonly Envelope[]> {
  const last = await journal.read(epoch, Math.max(1, seq - lookedBack));
  const at = last.findLastIndex(({ kind, body }) => tillTraitsOf(kind)?.slips?.(body).change === 'come');
  return at === -1 ? [] : last.slice(at);
}
