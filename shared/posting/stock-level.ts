import type { EntryPosting } from './entry-posting.ts';
import { stockLevelId } from './keys.ts';

/**
 * Moves a lottery's stock on hand and keeps its flag. Falling to the threshold flags the batches that the entry
 * touches and tells each manager in `notify` once (STK3); rising above it lowers the flag.
 */
export function moveStock(
  posting: EntryPosting,
  change: {
    readonly lotteryId: string;
    readonly by: number;
    readonly batchIds: readonly string[];
    readonly notify: readonly string[];
    /** Of a batch just received; otherwise the level keeps its own. */
    readonly threshold?: number;
  },
): void {
  const { documents, storeId } = posting;
  const id = stockLevelId(storeId, change.lotteryId);
  const before = documents.get('stock_levels', id) ?? {
    _id: id,
    store_id: storeId,
    lottery_id: change.lotteryId,
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
    if (batch?.lottery_id !== change.lotteryId || batch.restock_flag === restock_flag) continue;
    documents.put('inventory', { ...batch, restock_flag });
  }
  if (!restock_flag || before.restock_flag) return;
  for (const user_id of new Set(change.notify)) {
    posting.notify({
      user_id,
      title: 'Low stock',
      message: `${on_hand} left of a game that is to be reordered at ${reorder_threshold}.`,
      type: 'inventory_alert',
    });
  }
}
