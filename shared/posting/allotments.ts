import type { Allotment, Inventory } from '../schema/inventory.ts';
import { addRange, contains, countOf, removeRange } from './number-ranges.ts';
import type { NumberRange } from '../schema/scalars.ts';

/** A till's share of a batch: one epoch of one device. */
export interface Holder {
  readonly device_id: string;
  readonly epoch: number;
}

export const allotmentOf = (batch: Inventory, holder: Holder): Allotment =>
  batch.allotments.find((a) => a.device_id === holder.device_id && a.epoch === holder.epoch) ?? {
    ...holder,
    granted: 0,
    used: 0,
    ranges: [],
  };

/** What a holder may still sell of a batch. */
export function availableTo(batch: Inventory, holder: Holder): number {
  const { granted, used } = allotmentOf(batch, holder);
  return Math.max(0, granted - used);
}

/** Not allotted to anyone. */
export const unallotted = (batch: Inventory): number =>
  batch.total_stock - batch.allotments.reduce((sum, a) => sum + a.granted, 0);

function withAllotment(batch: Inventory, allotment: Allotment): Allotment[] {
  const { device_id, epoch } = allotment;
  const others = batch.allotments.filter((a) => a.device_id !== device_id || a.epoch !== epoch);
  return [...others, allotment].sort((a, b) => (`${a.device_id}/${a.epoch}` < `${b.device_id}/${b.epoch}` ? -1 : 1));
}

/** Moves stock from the pool to a holder. Throws where the pool is too small: Σ grants ≤ stock by construction. */
export function grant(batch: Inventory, holder: Holder, quantity: number, ranges: readonly NumberRange[]): Inventory {
  if (quantity > unallotted(batch)) throw new Error(`batch ${batch.batch_number} has not ${quantity} to allot`);
  if (batch.number_range && (countOf(ranges) !== quantity || !ranges.every((r) => contains(batch.pool, r)))) {
    throw new Error(`batch ${batch.batch_number} does not have these numbers to allot`);
  }
  const before = allotmentOf(batch, holder);
  return {
    ...batch,
    pool: ranges.reduce(removeRange, batch.pool),
    allotments: withAllotment(batch, {
      ...before,
      granted: before.granted + quantity,
      ranges: ranges.reduce(addRange, before.ranges),
    }),
  };
}

/** Gives unsold stock of a holder back to the pool. */
export function release(batch: Inventory, holder: Holder, quantity: number, ranges: readonly NumberRange[]): Inventory {
  const before = allotmentOf(batch, holder);
  return {
    ...batch,
    pool: ranges.reduce(addRange, batch.pool),
    allotments: withAllotment(batch, {
      ...before,
      granted: before.granted - quantity,
      ranges: ranges.reduce(removeRange, before.ranges),
    }),
  };
}

/**
 * Takes one ticket out of the holder's share. A fact is posted also where the share is too small: it grows out of the
 * pool where that can be (a grant that a restored server forgot), otherwise `oversold` (STK1).
 */
export function sellOne(
  batch: Inventory,
  holder: Holder,
  serial: number | null,
): { readonly batch: Inventory; readonly oversold: boolean } {
  const range = serial === null ? null : { from: serial, to: serial };
  const share = allotmentOf(batch, holder);
  const own = share.used < share.granted && (range === null || contains(share.ranges, range));
  const fromPool = !own && unallotted(batch) > 0 && (range === null || contains(batch.pool, range));
  const granted = fromPool ? grant(batch, holder, 1, range ? [range] : []) : batch;
  const before = allotmentOf(granted, holder);
  return {
    oversold: !own && !fromPool,
    batch: {
      ...granted,
      sold: granted.sold + 1,
      remaining_stock: granted.remaining_stock - 1,
      allotments: withAllotment(granted, {
        ...before,
        used: before.used + 1,
        ranges: range ? removeRange(before.ranges, range) : before.ranges,
      }),
    },
  };
}

/**
 * Takes a cancelled ticket back: into the share it was sold from where that till and epoch cancels it, otherwise
 * (the selling epoch is frozen) into the pool.
 */
export function takeBackOne(batch: Inventory, seller: Holder, canceller: Holder, serial: number | null): Inventory {
  const range = serial === null ? null : { from: serial, to: serial };
  const share = allotmentOf(batch, seller);
  const toShare = seller.device_id === canceller.device_id && seller.epoch === canceller.epoch;
  const used = Math.max(0, share.used - 1);
  return {
    ...batch,
    sold: batch.sold - 1,
    remaining_stock: batch.remaining_stock + 1,
    pool: range && !toShare ? addRange(batch.pool, range) : batch.pool,
    allotments: withAllotment(batch, {
      ...share,
      used,
      granted: toShare ? share.granted : Math.max(used, share.granted - 1),
      ranges: range && toShare ? addRange(share.ranges, range) : share.ranges,
    }),
  };
}
