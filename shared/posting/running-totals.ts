import type { DocumentKey } from '../schema/collections.ts';
import { keyText } from '../schema/collections.ts';
import { type Exceptional, raiseException } from './exceptions.ts';
import type { PostContext } from './poster.ts';
import type { Workspace } from './workspace.ts';

/**
 * The sums that one entry adds to. One that would leave the safe integers keeps its last value and becomes an exception:
 * many entries, each within its bound, can get there, and the sales behind them must not be lost for it (MNY1, SYN4).
 */
export class RunningTotals {
  readonly #overflowed = new Map<string, DocumentKey>();

  /** `before + amount`, for a field of the document `of`. */
  add(of: DocumentKey, before: number, amount: number): number {
    return this.sum(of, before, [before, amount]);
  }

  /** Σ `amounts`; `before` where that is no safe integer. */
  sum<T extends number | null>(of: DocumentKey, before: T, amounts: readonly number[]): number | T {
    let sum = 0;
    for (const amount of amounts) {
      sum += amount;
      if (Number.isSafeInteger(sum)) continue;
      this.#overflowed.set(keyText(of), of);
      return before;
    }
    return sum;
  }

  raise(entry: Exceptional, context: PostContext, documents: Workspace, place: number): void {
    if (this.#overflowed.size === 0) return;
    raiseException(entry, context, documents, {
      place,
      code: 'total.overflowed',
      concerns: [...this.#overflowed.values()],
      message:
        'A total would have become larger than a number can hold. It stands without this entry: look for a false amount.',
    });
  }
}
