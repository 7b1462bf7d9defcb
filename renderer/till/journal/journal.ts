import { endOf, genesis, hashEntry, type Unsealed } from '../../../shared/journal/chain.ts';
import { isEnvelope } from '../../../shared/journal/check-entry.ts';
import type { ChainEnd, Envelope } from '../../../shared/journal/entry.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { JournalRow } from '../store/databases.ts';
import { failedWrite, type StorageRefusal } from '../store/failed-write.ts';
import { type EpochRef, epochName, type Marks } from '../store/marks.ts';
import type { Table } from '../store/tables.ts';

/**
 * The electronic journal: entries of every epoch of this device. Entry numbers run 1, 2, 3 … per epoch, each entry
 * seals the one before it (JRN3), and none is told of before it is durable (JRN1).
 */
export class Journal {
  readonly #rows: Table<JournalRow>;
  readonly #marks: Marks;
  readonly #report: (error: unknown) => void;
  readonly #ends = new Map<string, ChainEnd>();
  /** A write of which even the reading back failed: nothing is written until a restart has read what stands. */
  #inDoubt = false;

  constructor(rows: Table<JournalRow>, marks: Marks, report: (error: unknown) => void) {
    this.#rows = rows;
    this.#marks = marks;
    this.#report = report;
  }

  /**
   * Marks that the epoch's journal exists: a row before the first entry, in the same database as the entries, because
   * each collection is one of its own and may be emptied alone.
   */
  async begin(epoch: EpochRef, at: string): Promise<void> {
    await this.#rows.write([{ key: keyOf(epoch, 0), text: JSON.stringify({ begun_at: at }) }]);
  }

  /** False where the journal that this epoch began is gone, or lacks what the server has confirmed of it (JRN5). */
  async isWhole(epoch: EpochRef): Promise<boolean> {
    const [begun] = await this.#rows.get([keyOf(epoch, 0)]);
    const acked = this.#marks.getOf('acked', epoch);
    if (!begun || !acked || acked.seq === 0) return begun !== undefined;
    return (await this.hashAt(epoch, acked.seq)) === acked.hash || this.#marks.getOf('lost', epoch) !== null;
  }

  /**
   * Reads the end of an epoch's chain, from what is known to be confirmed on, or from `from`; returns those entries.
   * Before anything else of the epoch.
   */
  async openEpoch(epoch: EpochRef, from?: number): Promise<readonly Envelope[]> {
    const tail = await this.read(epoch, from ?? Math.max(1, this.#marks.getOf('acked', epoch)?.seq ?? 1));
    const last = tail.at(-1);
    this.#ends.set(epochName(epoch), last ? endOf(last) : genesis(epoch.epoch));
    return tail;
  }

  /** Entries from `from` on. `tail`: the last ones, read before; thousands of them are not read twice. */
  async readTail(epoch: EpochRef, from: number, tail: readonly Envelope[]): Promise<readonly Envelope[]> {
    const first = tail[0];
    if (!first || from < first.seq) return this.read(epoch, from);
    return tail.filter((entry) => entry.seq >= from);
  }

  end(epoch: EpochRef): ChainEnd {
    return this.#ends.get(epochName(epoch)) ?? genesis(epoch.epoch);
  }

  /** Entries from `from` on, in order. */
  async read(epoch: EpochRef, from: number, limit?: number): Promise<Envelope[]> {
    const rows = await this.#rows.range({
      ...rowsFrom(epoch, from),
      ...(limit === undefined ? {} : { limit }),
    });
    return rows.map(parseRow);
  }

  async get(epoch: EpochRef, seq: number): Promise<Envelope | null> {
    const [row] = await this.#rows.get([keyOf(epoch, seq)]);
    return row ? parseRow(row) : null;
  }

  /** The hash of an entry, also where only the one that seals it is here; null where neither is. */
  async hashAt(epoch: EpochRef, seq: number): Promise<string | null> {
    const entry = await this.get(epoch, seq);
    return entry?.hash ?? (await this.get(epoch, seq + 1))?.prev_hash ?? null;
  }

  /** As far as is known, the server lacks what is missing here. */
  isInDoubt(epoch: EpochRef): boolean {
    return (this.#marks.getOf('acked', epoch)?.seq ?? 0) < (this.#marks.getOf('gap', epoch)?.seq ?? 0);
  }

  /**
   * First and last number on the disk, after what is missing; 0 where there is none. By halving: an epoch may hold a
   * hundred thousand.
   */
  async extent(epoch: EpochRef): Promise<{ readonly first: number; readonly last: number }> {
    const from = (this.#marks.getOf('gap', epoch)?.seq ?? 0) + 1;
    const [row] = await this.#rows.range({ ...rowsFrom(epoch, from), limit: 1 });
    if (!row) return { first: 0, last: 0 };
    const first = Number(row.key.split('/')[2]);
    const stands = async (seq: number) => (await this.#rows.get([keyOf(epoch, seq)])).length > 0;
    let last = Math.max(first, this.#marks.getOf('acked', epoch)?.seq ?? 0);
    if (!(await stands(last))) last = first;
    let step = 1;
    while (await stands(last + step)) {
      last += step;
      step *= 2;
    }
    for (; step >= 1; step /= 2) if (await stands(last + step)) last += step;
    return { first, last };
  }

  /** Entries as they are written, from `from` on. */
  async texts(epoch: EpochRef, from: number, limit: number): Promise<string[]> {
    return (await this.#rows.range({ ...rowsFrom(epoch, from), limit })).map(({ text }) => text);
  }

  /** Puts entries back that the disk has lost. False where it holds something else under one of their numbers. */
  async restore(epoch: EpochRef, from: number, texts: readonly string[]): Promise<boolean> {
    const rows = texts.map((text, index) => ({ key: keyOf(epoch, from + index), text }));
    const known = await this.#rows.get(rows.map(({ key }) => key));
    const stored = new Map(known.map((row) => [row.key, row.text]));
    const missing = rows.filter(({ key, text }) => stored.get(key) !== text);
    if (missing.some(({ key }) => isEntry(stored.get(key)))) return false;
    await this.#rows.write(missing);
    return true;
  }

  /**
   * Seals, signs and writes the next entry. Resolves when it is durable; refused with nothing written where the disk
   * is full or fails (SYN10). One at a time.
   */
  async append(
    entry: Omit<Unsealed, 'seq' | 'prev_hash'>,
    sign: (hashHex: string) => Promise<string>,
    check: (unsigned: Envelope) => Promise<Refusal | null>,
  ): Promise<Result<Envelope>> {
    if (this.#inDoubt) return inDoubt;
    const end = this.end(entry);
    const unsealed: Unsealed = { ...entry, seq: end.seq + 1, prev_hash: end.hash };
    const hash = hashEntry(unsealed);
    // Signed by a thread of the browser's while this one checks; the signature seals no more than the hash does.
    const [signature, refused] = await Promise.all([sign(hash), check({ ...unsealed, hash, signature: '' })]);
    const sealed: Envelope = { ...unsealed, hash, signature };
    if (refused) return { ok: false, refusal: refused };

    const row = { key: keyOf(entry, sealed.seq), text: JSON.stringify(sealed) };
    try {
      await this.#rows.insert(row);
    } catch (error) {
      this.#report(error);
      // An error of IndexedDB need not mean that nothing was written: what stands there decides (SYN10).
      const stands = await this.#stands(row);
      if (stands === null) return inDoubt;
      if (!stands) return failedWrite(error);
    }
    this.#ends.set(epochName(entry), endOf(sealed));
    return ok(sealed);
  }

  /** Whether the row is there; null where that cannot be read either. */
  async #stands(row: JournalRow): Promise<boolean | null> {
    try {
      const [found] = await this.#rows.get([row.key]);
      return found?.text === row.text;
    } catch {
      this.#inDoubt = true;
      return null;
    }
  }

  /** Removes entries up to `to`, which the server has had for long enough (JRN4). Never the last: the chain goes on from it. */
  async remove(epoch: EpochRef, to: number): Promise<void> {
    const below = keyOf(epoch, Math.min(to + 1, this.end(epoch).seq));
    let removed = 0;
    for (;;) {
      const rows = await this.#rows.range({
        index: 'key',
        from: keyOf(epoch, 1),
        below,
        limit: removeAtOnce,
      });
      if (rows.length === 0) break;
      await this.#rows.write(
        [],
        rows.map((row) => row.key),
      );
      removed += rows.length;
    }
    if (removed > 0) await this.#rows.purge();
  }
}

const removeAtOnce = 500;

const inDoubt: { readonly ok: false; readonly refusal: StorageRefusal } = refuse('storage.failed', {
  context: 'doubt',
});

function isEntry(text: string | undefined): boolean {
  try {
    return isEnvelope(JSON.parse(text ?? ''));
  } catch {
    return false;
  }
}

function parseRow(row: JournalRow): Envelope {
  const value: unknown = JSON.parse(row.text);
  if (!isEnvelope(value)) throw new Error(`journal entry ${row.key} is damaged`);
  return value;
}

/** Sorts by number: padded to the digits of the largest safe integer. */
const keyOf = (epoch: EpochRef, seq: number) =>
  `${epoch.device_id}/${String(epoch.epoch).padStart(7, '0')}/${String(seq).padStart(16, '0')}`;

const rowsFrom = (epoch: EpochRef, seq: number) => ({
  index: 'key' as const,
  from: keyOf(epoch, seq),
  below: keyOf(epoch, Number.MAX_SAFE_INTEGER),
});
