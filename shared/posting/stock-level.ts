import { objectIdOfEntry } from '../domain/ids.ts';
import type { Envelope } from '../journal/entry.ts';
import { notificationIndex, stockLevelId } from './keys.ts';
import type { PostContext } from './poster.ts';
import type { Workspace } from './workspace.ts';

/**
 * Moves a lottery's stock on hand and keeps its flag. Falling to the threshold flags the batches that the entry
 * touches and tells each manager in `notify` once (STK3); rising above it lowers the flag.
 */
export function moveStock(
  entry: Pick<Envelope, 'hash' | 'at'>,
  context: PostContext,
  documents: Workspace,
  change: {
    readonly store_id: string;
    readonly lottery_id: string;
    readonly by: number;
    readonly batchIds: readonly string[];
    readonly notify: readonly string[];
    /** Of the entry: each may bring another lottery below its threshold. */
    readonly line: number;
    /** Of a batch just received; otherwise the level keeps its own. */
    readonly threshold?: number;
  },
): void {
  const id = stockLevelId(change.store_id, change.lottery_id);
  const before = documents.get('stock_levels', id) ?? {
    _id: id,
    store_id: change.store_id,
    lottery_id: change.lottery_id,
    on_hand: 0,
    reorder_threshold: 0,
    restock_flag: false,
  };
  const on_hand = before.on_hand + change.by;
  const reorder_threshold = change.threshold ?? before.reorder_threshold;
  const restock_flag = on_hand <= reorder_threshold;
  documents.put('stock_levels', { ...before, on_hand, reorder_threshold, restock_flag });
  for (const batchId of change.batchIds) {
    const batch = documents.get('inventory', batchId);
    if (batch?.lottery_id !== change.lottery_id || batch.restock_flag === restock_flag) continue;
    documents.put('inventory', { ...batch, restock_flag });
  }
  if (!restock_flag || before.restock_flag) return;
  for (const [n, user_id] of [...new Set(change.notify)].entries()) {
    documents.put('notifications', {
      _id: objectIdOfEntry(entry.at, entry.hash, notificationIndex(change.line, n)),
      user_id,
      title: 'Low stock',
      message: `${on_hand} left of a game that is to be reordered at ${reorder_threshold}.`,
      type: 'inventory_alert',
      is_read: false,
      created_at: context.received_at ?? entry.at,
      store_id: change.store_id,
    });
  }
}
