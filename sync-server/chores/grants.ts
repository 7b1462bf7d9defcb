import { allotmentOf, type Holder, unallotted } from '../../shared/posting/allotments.ts';
import { countOf, removeRange, takeLowest } from '../../shared/posting/number-ranges.ts';
import { ok } from '../../shared/result.ts';
import type { DocumentKey } from '../../shared/schema/collections.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { NumberRange } from '../../shared/schema/scalars.ts';
import type { Decision, Draft } from '../streams/streams.ts';

/** The documents of a store's stream that grants are decided from. */
export interface StockAndTills {
  readonly batches: readonly Inventory[];
  readonly devices: readonly PosDevice[];
  readonly heads: readonly Head[];
}

/** A till aims at a quarter of its even share, so that the pool still has something for one that sells more. */
const minTarget = 20;
const shareOfTarget = 4;
const maxGrantsPerEntry = 200;

/** The newest epoch of each active device: older ones are frozen. */
export const activeTills = ({
  devices,
  heads,
}: Pick<StockAndTills, 'devices' | 'heads'>): readonly Holder[] =>
  heads
    .filter(({ status, device_id, epoch }) => {
      const device = devices.find(({ _id }) => _id === device_id);
      return status === 'active' && device?.status === 'active' && device.epoch === epoch;
    })
    .map(({ device_id, epoch }) => ({ device_id, epoch }));

/**
 * Shares out of the pools (STK1): a till that has less of a lottery than half its target is filled up to it, as far as
 * an even split among those in need allows. Older batches first, one entry per batch.
 */
export function planGrants(stock: StockAndTills): readonly Draft[] {
  const tills = activeTills(stock);
  const open = stock.batches
    .filter(({ remaining_stock }) => remaining_stock > 0)
    .sort((a, b) => (`${a.created_at}/${a._id}` < `${b.created_at}/${b._id}` ? -1 : 1));
  const available = new Map<string, number>();
  const keyOf = (batch: Inventory, till: Holder) => `${batch.lottery_id}/${till.device_id}/${till.epoch}`;
  for (const batch of open) {
    for (const till of tills) {
      const { granted, used } = allotmentOf(batch, till);
      const key = keyOf(batch, till);
      available.set(key, (available.get(key) ?? 0) + granted - used);
    }
  }
  return open.flatMap((batch) => {
    const has = (till: Holder) => available.get(keyOf(batch, till)) ?? 0;
    const grants = grantsOf(batch, tills, has);
    for (const grant of grants) available.set(keyOf(batch, grant), has(grant) + grant.quantity);
    if (grants.length === 0) return [];
    const body = { batch_id: batch._id, lottery_id: batch.lottery_id, grants };
    return [{ kind: 'stock.granted' as const, user_id: null, body }];
  });
}

function grantsOf(batch: Inventory, tills: readonly Holder[], has: (till: Holder) => number) {
  const numbered = batch.number_range !== null;
  let pool: readonly NumberRange[] = batch.pool;
  let left = numbered ? Math.min(unallotted(batch), countOf(pool)) : unallotted(batch);
  const target = Math.max(minTarget, Math.ceil(batch.total_stock / (shareOfTarget * tills.length)));
  // A till that released this batch gets none of it while another till can sell it: otherwise it would at once get back
  // what it released.
  const keepers = tills.filter((till) => allotmentOf(batch, till).released === 0);
  const needing = (keepers.length > 0 ? keepers : tills)
    .filter((till) => has(till) < target / 2)
    .slice(0, maxGrantsPerEntry);
  const evenShare = Math.ceil(left / needing.length);
  const grants: { device_id: string; epoch: number; quantity: number; ranges: NumberRange[] }[] = [];
  for (const till of needing) {
    const quantity = Math.min(target - has(till), evenShare, left);
    if (quantity <= 0) continue;
    const ranges = numbered ? takeLowest(pool, quantity) : [];
    pool = ranges.reduce<readonly NumberRange[]>(removeRange, pool);
    left -= quantity;
    grants.push({ device_id: till.device_id, epoch: till.epoch, quantity, ranges });
  }
  return grants;
}

/** Plans anew on the documents at the end of the stream. Resolves with the number of entries. */
export function decideGrants({ batches, devices, heads }: StockAndTills): Decision<number> {
  const keysOf = (collection: 'inventory' | 'pos_devices' | 'heads', documents: readonly { _id: string }[]) =>
    documents.map(({ _id }): DocumentKey => ({ collection, id: _id }));
  const keys = [
    ...keysOf('inventory', batches),
    ...keysOf('pos_devices', devices),
    ...keysOf('heads', heads),
  ];
  return async (view) => {
    const found = [...(await view.load(keys))];
    const of = (collection: string) =>
      found.flatMap(([key, document]) => (key.startsWith(`${collection}/`) ? [document] : []));
    const drafts = planGrants({
      batches: of('inventory') as Inventory[],
      devices: of('pos_devices') as PosDevice[],
      heads: of('heads') as Head[],
    });
    return ok({ drafts, value: drafts.length });
  };
}
