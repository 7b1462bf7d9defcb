import type { stockKinds } from '../journal/bodies/stock.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { must, refuse } from '../result.ts';
import type { Inventory } from '../schema/inventory.ts';
import { allotmentOf, availableTo, grant, release } from './allotments.ts';
import { batchId, isPseudo, stockLevelId, storeOf } from './keys.ts';
import { countOf, holdsExactly } from './number-ranges.ts';
import type { Poster, Posters } from './poster.ts';
import { moveStock } from './stock-level.ts';
import type { Unposted } from './workspace.ts';

function newBatch(entry: EntryOf<'stock.received'>): Unposted<'inventory'> {
  const { body } = entry;
  const ranges = body.number_range ? [body.number_range] : [];
  if (body.number_range && countOf(ranges) !== body.quantity)
    throw new Error('quantity and number range disagree');
  if (!body.shared && isPseudo(entry.device_id)) throw new Error('only a till can keep a batch to itself');
  if (body.batch_id !== batchId(storeOf(entry), body.lottery_id, body.batch_number))
    throw new Error('wrong batch id');
  return {
    _id: body.batch_id,
    store_id: storeOf(entry),
    lottery_id: body.lottery_id,
    batch_number: body.batch_number,
    total_stock: body.quantity,
    remaining_stock: body.quantity,
    reorder_threshold: body.reorder_threshold,
    restock_flag: false,
    last_restocked: entry.at,
    created_at: entry.at,
    updated_at: entry.at,
    allotments: body.shared
      ? []
      : [
          {
            device_id: entry.device_id,
            epoch: entry.epoch,
            granted: body.quantity,
            used: 0,
            ranges,
            released: 0,
          },
        ],
    pool: body.shared ? ranges : [],
    number_range: body.number_range,
    sold: 0,
    returned: 0,
    damaged: 0,
  };
}

const stockReceived: Poster<'stock.received'> = {
  keys: (entry) => [
    { collection: 'inventory', id: entry.body.batch_id },
    { collection: 'stock_levels', id: stockLevelId(storeOf(entry), entry.body.lottery_id) },
    ...entry.body.other_batch_ids.map((id) => ({ collection: 'inventory' as const, id })),
  ],

  post(posting) {
    const { entry, documents } = posting;
    const { body } = entry;
    if (documents.get('inventory', body.batch_id)) {
      posting.raise({
        code: 'stock.batch_received_twice',
        concerns: [{ collection: 'inventory', id: body.batch_id }],
        message: `Batch ${body.batch_number} was received before; the second receipt added nothing.`,
      });
      return;
    }
    documents.put('inventory', newBatch(entry));
    moveStock(posting, {
      lotteryId: body.lottery_id,
      by: body.quantity,
      batchIds: [body.batch_id, ...body.other_batch_ids],
      notify: [],
      threshold: body.reorder_threshold,
    });
  },

  refuse(entry, documents) {
    const { body } = entry;
    if (body.number_range && countOf([body.number_range]) !== body.quantity) {
      return refuse('stock.range_wrong').refusal;
    }
    return documents.get('inventory', body.batch_id)
      ? refuse('stock.batch_exists', { batch: body.batch_number }).refusal
      : null;
  },

  audit: ({ body }) => ({
    entity_type: 'inventory',
    entity_id: body.batch_id,
    description: `Received batch ${body.batch_number}: ${body.quantity} tickets.`,
  }),
};

const stockGranted: Poster<'stock.granted'> = {
  keys: (entry) => [{ collection: 'inventory', id: entry.body.batch_id }],

  post(posting) {
    const { entry, documents } = posting;
    let batch: Inventory = must(documents.get('inventory', entry.body.batch_id), 'batch to grant from');
    for (const { device_id, epoch, quantity, ranges } of entry.body.grants) {
      batch = grant(batch, { device_id, epoch }, quantity, ranges);
    }
    documents.put('inventory', { ...batch, updated_at: posting.postedAt });
  },

  audit: ({ body }) => ({
    entity_type: 'inventory',
    entity_id: body.batch_id,
    description: body.grants
      .map((g) => `Granted ${g.quantity} to ${g.device_id}.`)
      .join(' ')
      .slice(0, 500),
  }),
};

const isReleasable = (batch: Inventory, entry: EntryOf<'stock.released'>): boolean => {
  const share = allotmentOf(batch, entry);
  const { quantity, ranges } = entry.body;
  if (quantity > availableTo(batch, entry)) return false;
  return batch.number_range === null ? ranges.length === 0 : holdsExactly(share.ranges, ranges, quantity);
};

const stockReleased: Poster<'stock.released'> = {
  keys: (entry) => [{ collection: 'inventory', id: entry.body.batch_id }],

  post(posting) {
    const { entry, documents } = posting;
    const batch = documents.get('inventory', entry.body.batch_id);
    if (batch && isReleasable(batch, entry)) {
      documents.put('inventory', {
        ...release(batch, entry, entry.body.quantity, entry.body.ranges),
        updated_at: posting.postedAt,
      });
      return;
    }
    posting.raise({
      code: batch ? 'stock.released_too_much' : 'stock.batch_unknown',
      concerns: [{ collection: 'inventory', id: entry.body.batch_id }],
      message: `${entry.body.quantity} were released that the till did not have: nothing was moved.`,
    });
  },

  refuse(entry, documents) {
    const batch = documents.get('inventory', entry.body.batch_id);
    if (!batch) return refuse('stock.batch_unknown').refusal;
    return isReleasable(batch, entry)
      ? null
      : refuse('stock.not_granted', { context: 'release', available: availableTo(batch, entry) }).refusal;
  },

  audit: ({ body }) => ({
    entity_type: 'inventory',
    entity_id: body.batch_id,
    description: `Released ${body.quantity} tickets to the store. ${body.reason}`,
  }),
};

export const stockPosters: Posters<typeof stockKinds> = {
  'stock.received': stockReceived,
  'stock.granted': stockGranted,
  'stock.released': stockReleased,
};
