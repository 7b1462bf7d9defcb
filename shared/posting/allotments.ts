import type { Allotment, Inventory } from '../schema/inventory.ts';
import type { NumberRange } from '../schema/scalars.ts';
import { addRange, contains, holdsExactly, removeRange } from './number-ranges.ts';

/** A till's share of a batch: one epoch of one device. */
export interface Holder {
  readonly device_id: string;
  readonly epoch: number;
}

export const allotmentOf = (batch: Inventory, holder: Holder): Allotment =>
  batch.allotments.find((a) => a.device_id === holder.device_id && a.epoch === holder.epoch) ?? {
    // Field by field: a holder is often a whole entry.
    device_id: holder.device_id,
    epoch: holder.epoch,
    granted: 0,
    used: 0,
    ranges: [],
    released: 0,
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
  return [...others, allotment].sort((a, b) =>
    `${a.device_id}/${a.epoch}` < `${b.device_id}/${b.epoch}` ? -1 : 1,
  );
}

/** Moves stock from the pool to a holder. Throws where the pool is too small: Σ grants ≤ stock by construction. */
export function grant(
  batch: Inventory,
  holder: Holder,
  quantity: number,
  ranges: readonly NumberRange[],
): Inventory {
  if (quantity > unallotted(batch))
    throw new Error(`batch ${batch.batch_number} has not ${quantity} to allot`);
  if (batch.number_range ? !holdsExactly(batch.pool, ranges, quantity) : ranges.length > 0) {
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
export function release(
  batch: Inventory,
  holder: Holder,
  quantity: number,
  ranges: readonly NumberRange[],
): Inventory {
  const before = allotmentOf(batch, holder);
  return {
    ...batch,
    pool: ranges.reduce(addRange, batch.pool),
    allotments: withAllotment(batch, {
      ...before,
      granted: before.granted - quantity,
      ranges: ranges.reduce(removeRange, before.ranges),
      released: before.released + quantity,
    }),
  };
}

/** Whether tickets with these serial numbers (which a batch that is only counted does not know) are the holder's own. */
export function isOwn(batch: Inventory, holder: Holder, serials: readonly (number | null)[]): boolean {
  const share = allotmentOf(batch, holder);
  if (batch.number_range === null) return serials.length <= share.granted - share.used;
  const numbers = serials.filter((serial) => serial !== null).map((serial) => ({ from: serial, to: serial }));
  return holdsExactly(share.ranges, numbers, serials.length);
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
  const range = numberIn(batch, serial);
  const own = isOwn(batch, holder, [serial]);
  const inPool = batch.number_range === null || (range !== null && contains(batch.pool, range));
  const fromPool = !own && inPool && unallotted(batch) > 0;
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

/** A serial number as a range of the batch; null where the batch has no such number. */
const numberIn = (batch: Inventory, serial: number | null): NumberRange | null => {
  const range = serial === null ? null : { from: serial, to: serial };
  return range && batch.number_range && contains([batch.number_range], range) ? range : null;
};

/**
 * Takes a cancelled ticket back: into the share it was sold from where that till and epoch cancels it, otherwise
 * (the selling epoch is frozen) into the pool.
 */
export function takeBackOne(
  batch: Inventory,
  seller: Holder,
  canceller: Holder,
  ticket: {
    readonly serial: number | null;
    readonly oversold: boolean;
    /** Another ticket has its number still. */
    readonly isTaken: boolean;
  },
): Inventory {
  const share = allotmentOf(batch, seller);
  const range = numberIn(batch, ticket.serial);
  // It makes up for what was sold beyond the share. Where that is a number, it is another ticket's too, or nobody's.
  const makesUp =
    batch.number_range === null ? share.used > share.granted : ticket.oversold || ticket.isTaken;
  const back = { ...batch, sold: batch.sold - 1, remaining_stock: batch.remaining_stock + 1 };
  const used = share.used - 1;
  if (makesUp) return { ...back, allotments: withAllotment(batch, { ...share, used }) };
  if (seller.device_id === canceller.device_id && seller.epoch === canceller.epoch) {
    const ranges = range ? addRange(share.ranges, range) : share.ranges;
    return { ...back, allotments: withAllotment(batch, { ...share, used, ranges }) };
  }
  return {
    ...back,
    pool: range ? addRange(batch.pool, range) : batch.pool,
    allotments: withAllotment(batch, { ...share, used, granted: share.granted - 1 }),
  };
}
