import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { TillView } from '../../till/api.ts';

/** What this till may still sell of a batch: its own share, of this journal's epoch. */
export function heldByThisTill({ allotments }: Inventory, { device, epoch }: TillView): number {
  const own = allotments.filter((share) => share.device_id === device?._id && share.epoch === epoch);
  return own.reduce((sum, { granted, used }) => sum + granted - used, 0);
}
