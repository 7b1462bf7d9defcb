import { entryBytes, isWithoutBody } from '../../shared/journal/bounds.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import type { BlockEntry } from '../store/port.ts';

/** What is kept whole of one device's entries that cannot be posted. */
export interface QuarantineBounds {
  readonly entries: number;
  readonly bytes: number;
  /** Then it begins anew. */
  readonly everyMs: number;
}

interface Spent {
  readonly sinceMs: number;
  readonly entries: number;
  readonly bytes: number;
}

/**
 * How much of each device's entries this node keeps whole in quarantine. What is beyond stands in its block without
 * its body. That is decided once and recorded there, so that posting the journal anew need not know this budget.
 */
export class QuarantineBudget {
  readonly #bounds: QuarantineBounds;
  readonly #nowMs: () => number;
  readonly #spent = new Map<string, Spent>();

  constructor(bounds: QuarantineBounds, nowMs: () => number) {
    this.#bounds = bounds;
    this.#nowMs = nowMs;
  }

  /** For one block: it may be lost to another node, and then has spent nothing. */
  begin(): BlockBudget {
    return new BlockBudget(this.#bounds, (device) => this.#now(device));
  }

  /** A block stands. */
  spend(block: BlockBudget): void {
    for (const [device, { entries, bytes }] of block.taken) {
      const before = this.#now(device);
      this.#spent.set(device, { ...before, entries: before.entries + entries, bytes: before.bytes + bytes });
    }
  }

  #now(device: string): Spent {
    const sinceMs = this.#nowMs();
    const spent = this.#spent.get(device);
    // A clock that was set back begins anew, too.
    const isOld = !spent || Math.abs(sinceMs - spent.sinceMs) >= this.#bounds.everyMs;
    return isOld ? { sinceMs, entries: 0, bytes: 0 } : spent;
  }
}

export class BlockBudget {
  readonly taken = new Map<string, { readonly entries: number; readonly bytes: number }>();
  readonly #bounds: QuarantineBounds;
  readonly #spent: (device: string) => Pick<Spent, 'entries' | 'bytes'>;

  constructor(bounds: QuarantineBounds, spent: (device: string) => Pick<Spent, 'entries' | 'bytes'>) {
    this.#bounds = bounds;
    this.#spent = spent;
  }

  /** Takes the entry's length out of its device's budget; false where there is not so much left. */
  take(entry: Envelope): boolean {
    const bytes = entryBytes(entry);
    const spent = this.#spent(entry.device_id);
    const taken = this.taken.get(entry.device_id) ?? { entries: 0, bytes: 0 };
    const after = { entries: taken.entries + 1, bytes: taken.bytes + bytes };
    if (spent.entries + after.entries > this.#bounds.entries) return false;
    if (spent.bytes + after.bytes > this.#bounds.bytes) return false;
    this.taken.set(entry.device_id, after);
    return true;
  }
}

/** How many of an upload's entries were taken in without their bodies. */
export const countWithoutBody = (entries: readonly BlockEntry[], deviceId: string): number =>
  entries.filter(({ entry }) => entry.device_id === deviceId && isWithoutBody(entry)).length;
