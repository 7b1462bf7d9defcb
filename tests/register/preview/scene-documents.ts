import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import { newShift } from '../../../shared/posting/shift.ts';
import type { AnyDocument, CollectionName } from '../../../shared/schema/collections.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { PosDevice } from '../../../shared/schema/pos-devices.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import type { Store } from '../../../shared/schema/stores.ts';
import type { User } from '../../../shared/schema/users.ts';
import { demoSettings, demoStores, demoUserId, demoUsers } from '../../../sync-server/demo/chain.ts';
import { demoLotteries } from '../../../sync-server/demo/lotteries.ts';

const posted = { stream: 'chain', rev: 1 };
const idOf = (number: number) => number.toString(16).padStart(24, '0');

export interface SceneDocuments {
  readonly store: Store;
  readonly device: PosDevice;
  readonly users: readonly User[];
  readonly documents: readonly { readonly collection: CollectionName; readonly value: AnyDocument }[];
}

/** A store of the demonstration chain with two batches and a till that is not enrolled yet, as its server has them. */
export function sceneDocuments(
  now: string,
  scene: { readonly games: number; readonly shiftOpen: boolean },
): SceneDocuments {
  const store = { ...posted, ...demoStores(now)[0]! };
  const device = sceneDevice(store, now);
  const users = demoUsers(now, new Map()).map((user) => ({ ...posted, ...user }));
  const lotteries = sceneLotteries(now, scene.games);
  const batches = lotteries
    .filter(({ stock_mode }) => stock_mode !== 'none')
    .map((lottery, index) => sceneBatch(lottery, device, now, index));
  const shift = sceneShift(device, now);
  return {
    store,
    device,
    users,
    documents: [
      { collection: 'chain_settings', value: { ...posted, ...demoSettings(now) } },
      { collection: 'stores', value: store },
      ...users.map((value) => ({ collection: 'users', value }) as const),
      ...lotteries.map((value) => ({ collection: 'lotteries', value }) as const),
      { collection: 'pos_devices', value: device },
      ...batches.map((value) => ({ collection: 'inventory', value }) as const),
      ...(scene.shiftOpen ? [{ collection: 'shifts', value: shift } as const] : []),
    ],
  };
}

export function sceneLotteries(now: string, games: number): Lottery[] {
  const demo = demoLotteries(now).sort((a, b) => a.name.localeCompare(b.name));
  return Array.from({ length: games }, (_, index): Lottery => {
    const terms = demo[index % demo.length]!;
    const again = Math.floor(index / demo.length);
    return {
      ...posted,
      ...terms,
      _id: again === 0 ? terms._id : idOf(100 + index),
      name: again === 0 ? terms.name : `${terms.name} ${again + 1}`,
      position: index + 1,
      // The first one is sold online only, for the tile that says so.
      offline_policy: { ...terms.offline_policy, allowed: index > 0 },
    };
  });
}

const sceneDevice = (store: Store, now: string): PosDevice => ({
  _id: idOf(1),
  stream: store._id,
  rev: 1,
  store_id: store._id,
  name: 'Till 2',
  status: 'pending',
  pos_version: '0.1.0',
  last_seen: now,
  unsent: 0,
  pending_commands: [],
  activation_code_hash: null,
  activation_expires_at: null,
  open_shift_id: null,
  epoch: 0,
  created_at: now,
  updated_at: now,
});

export function sceneBatch(lottery: Lottery, device: PosDevice, now: string, index: number): Inventory {
  const range = lottery.stock_mode === 'range' ? { from: 4_711, to: 4_810 } : null;
  const left = range && { from: range.from + 12, to: range.to };
  return {
    _id: idOf(500 + index),
    stream: device.store_id,
    rev: 1,
    store_id: device.store_id,
    lottery_id: lottery._id,
    batch_number: `${lottery.code}-00${index + 1}`,
    total_stock: 100,
    remaining_stock: 88,
    reorder_threshold: 100,
    restock_flag: index === 1,
    last_restocked: now,
    created_at: instantAt(instantMs(now) - 40 * hourMs),
    allotments: [
      { device_id: device._id, epoch: 1, granted: 100, used: 12, released: 0, ranges: left ? [left] : [] },
    ],
    pool: [],
    number_range: range,
    sold: 12,
    returned: 0,
    damaged: 0,
    updated_at: now,
  };
}

const sceneShift = (device: PosDevice, now: string): Shift => ({
  stream: device.store_id,
  rev: 1,
  ...newShift({
    _id: idOf(900),
    store_id: device.store_id,
    device_id: device._id,
    user_id: demoUserId('manager'),
    opened_at: now,
    opening_float: 10_000,
  }),
});
