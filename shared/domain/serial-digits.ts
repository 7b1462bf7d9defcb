import type { Inventory } from '../schema/inventory.ts';

/**
 * How many digits the numbers printed on a batch's tickets have: as many as its last one, with zeros before the others,
 * and at least three. A pack without a range of its own is counted from 0.
 */
export const serialDigits = (batch: Pick<Inventory, 'number_range' | 'total_stock'>): number =>
  Math.max(3, String(batch.number_range?.to ?? batch.total_stock - 1).length);
