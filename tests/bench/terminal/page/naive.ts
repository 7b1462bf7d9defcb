import { createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { must } from '../../../../shared/result.ts';
import type { Contender } from './measure-commits.ts';
import { newId, type Sold } from './sold.ts';

interface Row {
  readonly id: string;
  readonly created_at: string;
  readonly remaining_stock?: number;
}

const schema: RxJsonSchema<Row> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    created_at: { type: 'string', maxLength: 24 },
    remaining_stock: { type: 'integer' },
  },
  required: ['id', 'created_at'],
  indexes: ['created_at'],
};

/**
 * As RxDB's own guide has it: a collection for tickets, one for sales, one for stock, and one write to each, in this
 * order. A crash between two of them tears the sale.
 */
export async function openNaive({ ticket, batch }: Sold): Promise<Contender> {
  const database = await createRxDatabase({
    name: 'bench-naive',
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
    multiInstance: false,
  });
  const added = await database.addCollections({ tickets: { schema }, sales: { schema }, stock: { schema } });
  const { tickets, sales, stock } = added as Record<'tickets' | 'sales' | 'stock', RxCollection<Row>>;
  const { _id: batchId, stream: _stream, rev: _rev, ...batchFields } = batch;
  await stock.upsert({ id: batchId, ...batchFields });
  const { _id, selection, device_info, stream, rev, ...fields } = ticket;
  const sale = { ...fields, price: ticket.price, total_amount: ticket.total_amount };
  let shown = () => {};
  stock.findOne(batchId).$.subscribe(() => shown());
  return async () => {
    const isShown = new Promise<void>((resolve) => {
      shown = resolve;
    });
    const ticket_id = newId();
    await tickets.insert({ id: ticket_id, ...fields, selection, device_info } as Row);
    await sales.insert({ id: newId(), ticket_id, ...sale } as Row);
    const held = must(await stock.findOne(batchId).exec(), 'stock');
    await held.incrementalModify((row) => ({ ...row, remaining_stock: (row.remaining_stock ?? 0) - 1 }));
    await isShown;
  };
}
