import type { Envelope } from '../../../shared/journal/entry.ts';
import type { EntryOf } from '../../../shared/journal/kinds.ts';

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

  add(entry: Envelope): void {
    if (entry.kind !== 'sale.completed') return;
    for (const { lottery_id, total } of (entry as unknown as EntryOf<'sale.completed'>).body.lines) {
      const { tickets, amountMinor } = this.of(lottery_id);
      this.#lotteries.set(lottery_id, { tickets: tickets + 1, amountMinor: amountMinor + total });
    }
  }

  of(lotteryId: string): Sold {
    return this.#lotteries.get(lotteryId) ?? none;
  }
}
