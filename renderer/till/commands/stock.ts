import { maxQuantity } from '../../../shared/journal/bodies/stock.ts';
import { allotmentOf, availableTo } from '../../../shared/posting/allotments.ts';
import { batchId } from '../../../shared/posting/keys.ts';
import { takeLowest } from '../../../shared/posting/number-ranges.ts';
import { must, ok, type Result, refuse } from '../../../shared/result.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Till } from '../api.ts';
import { type Desk, requireLottery, requirePermission } from './desk.ts';
import { batchesOf } from './shares.ts';
import { writtenReason } from './written-reason.ts';

export async function receiveBatch(
  desk: Desk,
  batch: Parameters<Till['receiveBatch']>[0],
): Promise<Result<Inventory>> {
  const allowed = requirePermission(desk, 'stock.receive');
  if (!allowed.ok) return allowed;
  const lottery = requireLottery(desk, batch.lotteryId);
  if (!lottery.ok) return lottery;
  const { stock_mode, name } = lottery.value;
  if (stock_mode === 'none') return refuse('stock.not_kept', { game: name });
  if (!isCount(batch.quantity, 1) || batch.quantity > maxQuantity || !isCount(batch.reorderThreshold, 0)) {
    return refuse('stock.quantity');
  }
  if (stock_mode !== 'count' && batch.firstNumber === null) {
    return refuse('stock.first_number', { context: 'missing', game: name });
  }
  if (batch.firstNumber !== null && !isCount(batch.firstNumber, 0)) {
    return refuse('stock.first_number');
  }
  const batch_number = batch.batchNumber.trim().toWellFormed();
  if (batch_number === '' || batch_number.length > 40) {
    return refuse('stock.batch_number');
  }
  const batch_id = batchId(desk.papers.store_id, batch.lotteryId, batch_number);
  const from = stock_mode === 'count' ? null : batch.firstNumber;
  const committed = await desk.commit('stock.received', () =>
    ok({
      batch_id,
      lottery_id: batch.lotteryId,
      batch_number,
      quantity: batch.quantity,
      number_range: from === null ? null : { from, to: from + batch.quantity - 1 },
      reorder_threshold: batch.reorderThreshold,
      shared: batch.shared,
      other_batch_ids: batchesOf(desk, batch.lotteryId)
        .map((other) => other._id)
        .filter((id) => id !== batch_id)
        .slice(-200),
      pos_version: desk.posVersion,
    }),
  );
  if (!committed.ok) return committed;
  return ok(must(desk.view.held('inventory', batch_id), 'batch just received'));
}

/** Gives the highest numbers back: the lowest are sold next. */
export async function releaseStock(
  desk: Desk,
  id: string,
  quantity: number,
  reason: string,
): Promise<Result<Inventory>> {
  const allowed = requirePermission(desk, 'stock.release');
  if (!allowed.ok) return allowed;
  if (!isCount(quantity, 1)) return refuse('stock.quantity', { context: 'release' });
  const committed = await desk.commit('stock.released', () => {
    const batch = desk.view.held('inventory', id);
    if (!batch) return refuse('stock.batch_unknown');
    const available = availableTo(batch, desk.papers);
    if (quantity > available) return refuse('stock.not_granted', { context: 'release', available });
    return ok({
      batch_id: id,
      lottery_id: batch.lottery_id,
      quantity,
      ranges: batch.number_range === null ? [] : highest(allotmentOf(batch, desk.papers).ranges, quantity),
      reason: writtenReason(reason),
      authorized_by: null,
      pos_version: desk.posVersion,
    });
  });
  if (!committed.ok) return committed;
  return ok(must(desk.view.held('inventory', id), 'batch just released'));
}

function highest(ranges: Inventory['pool'], count: number): Inventory['pool'] {
  const mirrored = ranges.map(({ from, to }) => ({ from: -to, to: -from })).reverse();
  return takeLowest(mirrored, count)
    .map(({ from, to }) => ({ from: -to, to: -from }))
    .reverse();
}

const isCount = (value: number, min: number) =>
  Number.isSafeInteger(value) && value >= min && value <= 10_000_000_000;
