import { type DocumentKey, keyText } from '../schema/collections.ts';

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

  /** Whose sums did not grow. */
  get overflowed(): readonly DocumentKey[] {
    return [...this.#overflowed.values()];
  }
}
