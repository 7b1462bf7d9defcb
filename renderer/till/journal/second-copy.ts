import type { HostJournalCopy } from '../../../shared/host.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import { verifySignature } from '../../../shared/journal/signature.ts';
import { Refused } from '../../../shared/refusals/refused.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import type { Platform } from '../platform.ts';
import { type EpochRef, epochName, type Marks } from '../store/marks.ts';
import type { EpochPapers } from '../sync/papers.ts';
import { type IntactRun, intactRuns } from './intact-runs.ts';
import type { Journal } from './journal.ts';
import { UnfinishedCopies } from './unfinished-copies.ts';

interface Parts {
  readonly platform: Pick<Platform, 'host' | 'timers' | 'report'>;
  readonly copy: HostJournalCopy;
  readonly journal: Journal;
  readonly marks: Marks;
  /** All of this device. */
  epochs(): readonly EpochRef[];
  now(): string;
  onChange(): void;
}

/** Main's limit is 1000 entries a call. */
const atOnce = 500;
/** A disk that hangs must not hold up a sale for longer. */
export const patienceMs = 2_000;

/**
 * The journal's second copy, on the host's disk (JRN6). IndexedDB decides: a copy that fails warns and is completed
 * later. Where IndexedDB has lost entries, they come back from here before anything else is done.
 */
export class SecondCopy {
  readonly #parts: Parts;
  readonly #unfinished: UnfinishedCopies;
  /** Epochs whose copy may lack something of the journal. */
  readonly #behind = new Set<string>();
  #problem: Refusal | null = null;
  /** A call that has not been answered in time: nothing is asked until it is. */
  #hangs = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#unfinished = new UnfinishedCopies(parts.platform.host.secrets, parts.epochs);
  }

  /** What keeps the copy from being one, for the person at the till. */
  get problem(): Refusal | null {
    return this.#problem;
  }

  /** Brings both to the same entries, before the epoch's journal is opened. Rejects only where IndexedDB fails. */
  async reconcile(epoch: EpochPapers): Promise<void> {
    if (!epoch.journal_begun) return;
    const result = await this.#bringTogether(epoch);
    // Of a lost journal nobody knows any more what the copy lacks: what was known before stays.
    if (await this.#parts.journal.isWhole(epoch)) await this.#note(epoch, result);
    else this.#tell(result.ok ? null : result.refusal);
  }

  /** After an entry was committed, and before anyone is told of it. */
  async follow(entry: Envelope): Promise<void> {
    if (this.#hangs) return;
    const { device_id, epoch, seq } = entry;
    const ref = { device_id, epoch };
    const writing = this.#behind.has(epochName(ref))
      ? answered(this.#complete(ref))
      : answered(this.#parts.copy.append(ref, [JSON.stringify(entry)], seq === 1));
    await this.#note(ref, await this.#inTime(writing));
  }

  /** The copy lets go what the journal has let go. */
  async prune(epoch: EpochRef, seq: number): Promise<void> {
    const pruned = await answered(this.#parts.copy.prune(epoch, seq));
    if (!pruned.ok) this.#parts.platform.report(new Refused(pruned.refusal));
  }

  async #bringTogether(epoch: EpochPapers): Promise<Result<unknown>> {
    const { copy, journal } = this.#parts;
    const range = await answered(copy.range(epoch));
    if (!range.ok) return range;
    const stands = await journal.extent(epoch);
    const isWhole = await journal.isWhole(epoch).catch(() => false);
    if (range.value.last > 0 && (!isWhole || range.value.last > stands.last)) {
      const follows = isWhole && stands.last > 0;
      const from = follows ? stands.last : range.value.first;
      const restored = await this.#restore(epoch, from, range.value.last, follows);
      if (!restored.ok) return restored;
    }
    return (await journal.isWhole(epoch)) ? this.#complete(epoch) : done;
  }

  /**
   * Entries of the copy from `from` to `last`, as far as they are chains of this till's. Where the last does not reach
   * the copy's end, or the copy is known to lack entries, the epoch is not continued: a number would come twice. Where
   * some are missing before it, the server decides: it may have them.
   */
  async #restore(epoch: EpochPapers, from: number, last: number, follows: boolean): Promise<Result<unknown>> {
    const { copy, journal, marks } = this.#parts;
    const read = async (at: number) => {
      const texts = await answered(copy.read(epoch, at, Math.min(atOnce, last + 1 - at)));
      if (!texts.ok) throw new Refused(texts.refusal);
      return texts.value;
    };
    try {
      const intact = await intactRuns(epoch, from, last, read);
      // Of a journal that stands, only what continues it.
      const runs = await signedRuns(epoch, follows ? intact.filter((run) => run.first === from) : intact);
      const newest = runs.at(-1);
      if (!newest) return done;
      for (const run of runs) {
        for (let at = run.first; at <= run.end.seq; ) {
          const texts = (await read(at)).slice(0, run.end.seq + 1 - at);
          if (texts.length === 0 || !(await journal.restore(epoch, at, texts))) return done;
          at += texts.length;
        }
      }
      if (!follows && newest.first > 1) await marks.setOf('gap', epoch, { seq: newest.first - 1 });
      if (newest.end.seq < last || (await this.#unfinished.has(epoch)))
        await marks.setOf('lost', epoch, { reason: 'journal_lost' });
      // Last: without it the next start does all of this again.
      await journal.begin(epoch, this.#parts.now());
      return done;
    } catch (error) {
      if (error instanceof Refused) return { ok: false, refusal: error.refusal };
      throw error;
    }
  }

  /** Appends what the copy lacks. One that holds something else is kept aside and written anew. */
  async #complete(epoch: EpochRef): Promise<Result<unknown>> {
    const { copy, journal } = this.#parts;
    const [stands, range] = [await journal.extent(epoch), await answered(copy.range(epoch))];
    if (!range.ok) return range;
    let { first, last } = range.value;
    if (first > stands.first || last > stands.last) {
      const renewed = await answered(copy.renew(epoch));
      if (!renewed.ok) return renewed;
      [first, last] = [0, 0];
    }
    for (let at = Math.max(stands.first, last); at <= stands.last && stands.last > 0; ) {
      const texts = await journal.texts(epoch, at, atOnce);
      if (texts.length === 0) break;
      const appended = await answered(copy.append(epoch, texts, at === stands.first));
      if (!appended.ok && appended.refusal.code === 'journal_copy.differs') {
        const renewed = await answered(copy.renew(epoch));
        if (!renewed.ok) return renewed;
        at = stands.first;
        continue;
      }
      if (!appended.ok) return appended;
      at += texts.length;
    }
    return done;
  }

  async #note(epoch: EpochRef, result: Result<unknown>): Promise<void> {
    const { marks, platform } = this.#parts;
    if (result.ok) this.#behind.delete(epochName(epoch));
    else this.#behind.add(epochName(epoch));
    // Durable before the sale is told of: were IndexedDB lost now, the copy must not pass for all there was.
    const isFinished = result.ok && !marks.getOf('lost', epoch);
    await this.#unfinished.set(epoch, !isFinished).catch((error: unknown) => platform.report(error));
    this.#tell(result.ok ? null : result.refusal);
  }

  #tell(problem: Refusal | null): void {
    const before = this.#problem;
    this.#problem = problem ?? (this.#behind.size > 0 ? before : null);
    if (this.#problem !== before) this.#parts.onChange();
  }

  #inTime(writing: Promise<Result<unknown>>): Promise<Result<unknown>> {
    return new Promise((resolve, reject) => {
      const cancel = this.#parts.platform.timers.after(patienceMs, () => {
        this.#hangs = true;
        resolve(failed('its disk does not answer'));
      });
      const ended = () => {
        cancel();
        this.#hangs = false;
      };
      writing.finally(ended).then(resolve, reject);
    });
  }
}

async function signedRuns(
  { public_key }: EpochPapers,
  runs: readonly IntactRun[],
): Promise<readonly IntactRun[]> {
  const isSigned = await Promise.all(
    runs.map(({ end, signature }) => verifySignature(public_key, end.hash, signature)),
  );
  return runs.filter((_run, index) => isSigned[index]);
}

/** A bridge that breaks is a copy that fails, and no more. */
async function answered<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

const failed = (reason: string) => refuse('journal_copy.failed', { reason });

const done = ok(null);
