import type { HostJournalCopy } from '../../../shared/host.ts';
import type { EpochName } from '../../../shared/host-ipc.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';

const failed = refuse('journal_copy.failed', { reason: 'simulated' });

/** The second disk of a machine that runs Electron: a file per epoch, which outlives whatever befalls IndexedDB. */
export class CopyDisk {
  readonly #files = new Map<string, { first: number; texts: string[] }>();
  /** Of each call, that it fails: before it did anything, or after it. */
  failing = 0;
  /** The last call failed: what it lacks is known, and comes later. */
  hasFailed = false;

  /** Whether the row of the journal stands here too; `text`: as it is there. */
  holds(key: string, text?: string): boolean {
    const [device_id = '', epoch, seq] = key.split('/');
    const { first, texts } = this.#of({ device_id, epoch: Number(epoch) });
    const held = texts[Number(seq) - first];
    return held !== undefined && held === (text ?? held);
  }

  /** As one run of the register reaches it. */
  open(life: Life, chance: Chance): HostJournalCopy {
    const call = <T>(what: string, perform: () => Result<T>): Promise<Result<T>> =>
      life.io(chance.between(1, 20), `copy ${what}`, () => {
        this.hasFailed = chance.happens(this.failing / 2);
        if (this.hasFailed) return failed;
        const answer = perform();
        this.hasFailed = chance.happens(this.failing / 2);
        return this.hasFailed ? failed : answer;
      });
    return {
      range: (epoch) =>
        call('range', () => {
          const { first, texts } = this.#of(epoch);
          return ok(texts.length === 0 ? { first: 0, last: 0 } : { first, last: first + texts.length - 1 });
        }),
      read: (epoch, from, limit) =>
        call('read', () => {
          const { first, texts } = this.#of(epoch);
          const begin = Math.max(0, from - first);
          return ok(texts.slice(begin, begin + limit));
        }),
      append: (epoch, texts, areEarliest) => call('append', () => this.#append(epoch, texts, areEarliest)),
      renew: (epoch) =>
        call('renew', () => {
          this.#files.delete(nameOf(epoch));
          return ok(null);
        }),
      prune: (epoch, seq) =>
        call('prune', () => {
          const file = this.#of(epoch);
          const gone = Math.max(0, Math.min(seq - file.first, file.texts.length - 1));
          file.texts = file.texts.slice(gone);
          file.first += gone;
          return ok(null);
        }),
    };
  }

  #append(epoch: EpochName, added: readonly string[], areEarliest: boolean): Result<number> {
    const file = this.#of(epoch);
    const from = (JSON.parse(added[0] ?? '{}') as { seq: number }).seq;
    const end = file.first + file.texts.length - 1;
    if (file.texts.length === 0) {
      if (!areEarliest) return refuse('journal_copy.gap', { last: 0, first: from });
      file.first = from;
    } else if (from > end + 1) return refuse('journal_copy.gap', { last: end, first: from });
    for (const [index, text] of added.entries()) {
      const at = from + index - file.first;
      if ((file.texts[at] ?? text) !== text) return refuse('journal_copy.differs');
      file.texts[at] = text;
    }
    return ok(file.first + file.texts.length - 1);
  }

  #of(epoch: EpochName): { first: number; texts: string[] } {
    const known = this.#files.get(nameOf(epoch)) ?? { first: 1, texts: [] };
    this.#files.set(nameOf(epoch), known);
    return known;
  }
}

const nameOf = ({ device_id, epoch }: EpochName): string => `${device_id}/${epoch}`;
