import type { Envelope } from '../../../shared/journal/entry.ts';
import { tillTraitsOf } from '../../../shared/journal/kinds.ts';

export interface Sold {
  readonly tickets: number;
  readonly amountMinor: number;
}

const none: Sold = { tickets: 0, amountMinor: 0 };

/** What was sold of each lottery, counted as it is sold: a till that is cut off for days asks at every sale. */
export class SoldTally {
  readonly #lotteries: Map<string, Sold>;

  constructor(lotteries: Iterable<readonly [string, Sold]> = []) {
    this.#lotteries = new Map(lotteries);
  }

  [Symbol.iterator](): Iterator<[string, Sold]> {
    return this.#lotteries.entries();
  }

  add({ kind, body }: Envelope): void {
    for (const { lottery_id, total } of tillTraitsOf(kind)?.sold?.(body) ?? []) {
      const { tickets, amountMinor } = this.of(lottery_id);
      this.#lotteries.set(lottery_id, { tickets: tickets + 1, amountMinor: amountMinor + total });
    }
  }

  of(lotteryId: string): Sold {
    return this.#lotteries.get(lotteryId) ?? none;
  }
}
