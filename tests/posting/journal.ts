import type { Envelope } from '../../shared/journal/entry.ts';
import type { BodyOf, EntryKind } from '../../shared/journal/kinds.ts';
import { deepFreeze } from '../kit/deep-freeze.ts';
import { bodyOf } from '../kit/entries/body-of.ts';
import { sealAfter } from '../kit/entries/seal-after.ts';
import { idOf } from '../kit/ids.ts';

export const storeId = idOf('5', 1);
export const storeCode = 'N0RT';
export const cashier = idOf('c', 1);
const startMs = Date.parse('2026-11-22T09:00:00.000Z');

/** One epoch of a till's journal, or (with `actor`) of what the server or head office appends. */
export class Journal {
  readonly device_id: string;
  readonly epoch: number;
  readonly tillNumber: number;
  #last: Envelope | null = null;

  constructor(device_id: string, epoch: number, tillNumber: number) {
    this.device_id = device_id;
    this.epoch = epoch;
    this.tillNumber = tillNumber;
  }

  get nextSeq(): number {
    return (this.#last?.seq ?? 0) + 1;
  }

  /** An entry that is valid but for what is said of its body. */
  make<K extends EntryKind>(kind: K, said: Partial<BodyOf<K>> = {}): Envelope {
    return this.seal(kind, bodyOf(kind, said));
  }

  seal<K extends EntryKind>(kind: K, body: BodyOf<K>, other: Partial<Envelope> = {}): Envelope {
    const sinceStartMs = (this.nextSeq - 1) * 60_000;
    this.#last = sealAfter(this.#last, {
      device_id: this.device_id,
      epoch: this.epoch,
      kind,
      body,
      store_id: storeId,
      user_id: cashier,
      at: new Date(startMs + sinceStartMs).toISOString(),
      uptime_ms: sinceStartMs,
      ...other,
    });
    return deepFreeze(this.#last);
  }
}
