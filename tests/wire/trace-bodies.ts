import { objectIdFromKey } from '../../shared/domain/ids.ts';
import { sha256Hex } from '../../shared/domain/sha256.ts';
import { batchId } from '../../shared/posting/keys.ts';
import { zNumber } from '../../shared/posting/shift.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoSettings } from '../../sync-server/demo/chain.ts';
import type { Draft } from '../../sync-server/streams/streams.ts';
import { bodyOf } from '../kit/entries/body-of.ts';
import { cancellationOf } from '../kit/entries/sale-of.ts';
import {
  aDrawGame,
  aStore,
  aUser,
  instantGameId,
  minutesAfter,
  noon,
  otherStoreId,
  saved,
  storeId,
  type Till,
  type tonight,
  userId,
} from '../server/fixtures.ts';

/** What the trace's entries say. */
export const pos_version = '0.1.0';
export const packId = batchId(storeId, instantGameId, 'B-1');

export const chainRecords = (): Draft[] => [
  { kind: 'record.saved', user_id: null, body: { collection: 'chain_settings', record: demoSettings(noon) } },
  saved('stores', aStore()),
  saved('stores', aStore({ _id: otherStoreId, code: 'CH2' })),
  saved('users', aUser()),
  saved(
    'users',
    aUser({
      _id: objectIdFromKey('user', 2),
      role: 'manager',
      username: 'manager',
      store_ids: [otherStoreId],
    }),
  ),
  saved('lotteries', aDrawGame()),
  saved(
    'lotteries',
    aDrawGame({
      _id: instantGameId,
      code: 'PACK',
      kind: 'instant',
      stock_mode: 'range',
      draw_time: null,
      draw_days: [],
      pools: [],
    }),
  ),
  // It moved: its scope changes.
  saved('users', aUser({ store_id: otherStoreId, updated_at: minutesAfter(noon, 1) })),
];

export const pendingDevice = (_id: string) => ({
  _id,
  store_id: storeId,
  name: 'Spare till',
  status: 'pending' as const,
  pos_version: null,
  last_seen: null,
  unsent: 0,
  pending_commands: [],
  activation_code_hash: sha256Hex('code'),
  activation_expires_at: minutesAfter(noon, 60),
  epoch: 0,
  open_shift_id: null,
  created_at: noon,
  updated_at: noon,
});

const stockBatch = (batch_number: string, quantity: number, shared: boolean) =>
  bodyOf('stock.received', {
    batch_id: batchId(storeId, instantGameId, batch_number),
    lottery_id: instantGameId,
    batch_number,
    quantity,
    number_range: { from: 1, to: quantity },
    reorder_threshold: 5,
    shared,
    other_batch_ids: shared ? [] : [packId],
  });

export const receivedPack = (): Draft => ({
  kind: 'stock.received',
  user_id: userId,
  body: stockBatch('B-1', 60, true),
});
export const ownBatch = () => stockBatch('B-2', 10, false);

/** The first range of the pack that was granted to a till. */
export const releaseOf = ({ to }: { readonly to: number }) =>
  bodyOf('stock.released', {
    batch_id: packId,
    lottery_id: instantGameId,
    quantity: 2,
    ranges: [{ from: to - 1, to }],
    reason: 'for the other till',
  });

export const cancellation = (ticket: Ticket, { shiftId: shift_id }: Till) =>
  cancellationOf(ticket, { shift_id, hour: 12, authorized_by: userId });

export const closing = ({ shiftId: shift_id, tillNumber }: Till, n: number) =>
  bodyOf('shift.closed', { shift_id, z_number: zNumber(tillNumber, n) });

export const nextDay = (draw: typeof tonight): typeof tonight => ({
  draw_date: minutesAfter(draw.draw_date, 24 * 60),
  cutoff_at: minutesAfter(draw.cutoff_at, 24 * 60),
  close_at: minutesAfter(draw.close_at, 24 * 60),
});
