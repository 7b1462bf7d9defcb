import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { availableTo, unallotted } from '../../shared/posting/allotments.ts';
import { batchId } from '../../shared/posting/keys.ts';
import { countOf } from '../../shared/posting/number-ranges.ts';
import { must } from '../../shared/result.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { allBlocks, readSoundStreams } from '../kit/books/read-ledger.ts';
import {
  enrolTill,
  instantGameId,
  minutesAfter,
  noon,
  openNode,
  receiveBatch,
  record,
  storeId,
  type Till,
} from './fixtures.ts';
import { memoryDatabase, sqliteDatabase } from './fixtures-stores.ts';

async function batchOf(store: CentralStore, id: string): Promise<Inventory> {
  return must(
    (await store.load([{ collection: 'inventory', id }])).get(`inventory/${id}`),
    'batch',
  ) as Inventory;
}

const granted = (batch: Inventory): number[] =>
  batch.allotments.map((allotment) => allotment.granted).sort((a, b) => a - b);

async function open(tills: number) {
  const store = (await sqliteDatabase()).open();
  const node = openNode(store);
  const enrolled: Till[] = [];
  for (let number = 1; number <= tills; number++) enrolled.push(await enrolTill(node, number));
  return { store, node, tills: enrolled };
}

test('[STK1] of ten tickets two fresh tills get five each', async () => {
  const { store, node } = await open(2);
  const id = await receiveBatch(node, 10);
  await node.chores.grant();
  expect(granted(await batchOf(store, id))).toEqual([5, 5]);
  await readSoundStreams(store, [storeId]);
});

test.each([
  { stock: 1, tills: 2, each: [1] },
  { stock: 11, tills: 2, each: [5, 6] },
  { stock: 50, tills: 2, each: [20, 20] },
  { stock: 1_000, tills: 2, each: [125, 125] },
  { stock: 1_000, tills: 5, each: [50, 50, 50, 50, 50] },
  { stock: 7, tills: 0, each: [] },
])('[STK1] of $stock tickets $tills tills get $each', async ({ stock, tills, each }) => {
  const { store, node } = await open(tills);
  const id = await receiveBatch(node, stock);
  await node.chores.grant();
  expect(granted(await batchOf(store, id))).toEqual(each);
  const blocks = (await allBlocks(store, storeId)).length;
  await node.chores.grant();
  expect(await allBlocks(store, storeId)).toHaveLength(blocks);
});

test('[STK1] numbers are granted from the lowest on, each to one till', async () => {
  const { store, node } = await open(3);
  const id = await receiveBatch(node, 100, { first: 501 });
  await node.chores.grant();
  const batch = await batchOf(store, id);
  expect(
    batch.allotments.map(({ ranges }) => ranges).sort((a, b) => (a[0]?.from ?? 0) - (b[0]?.from ?? 0)),
  ).toEqual([[{ from: 501, to: 520 }], [{ from: 521, to: 540 }], [{ from: 541, to: 560 }]]);
  expect(batch.pool).toEqual([{ from: 561, to: 600 }]);
});

test('[STK1] a till is filled up when it has less than half its target, counting all open batches', async () => {
  const { store, node, tills } = await open(1);
  const [till] = tills as [Till];
  const first = await receiveBatch(node, 30);
  node.clock.at = minutesAfter(noon, 1);
  await receiveBatch(node, 200, { number: 'B-2' });
  await node.chores.grant();
  // 20 of the first batch; of the second one the target is 50, and 20 is less than half of it.
  const grants = async () => {
    const blocks = await allBlocks(store, storeId);
    const kinds = blocks.flatMap(({ entries }) => entries.map(({ entry }) => entry.kind));
    return kinds.filter((kind) => kind === 'stock.granted').length;
  };
  expect(availableTo(await batchOf(store, first), till.device)).toBe(20);
  expect(await grants()).toBe(2);
  await till.openShift();
  for (let n = 0; n < 20; n++) await till.sell({ batch_id: first });
  await node.upload(till.device, till.entries);
  await node.chores.grant();
  expect(await grants()).toBe(2);
  expect(availableTo(await batchOf(store, first), till.device)).toBe(0);
});

test('[STK1] tills that are not active, and epochs that are over, get nothing', async () => {
  const { store, node, tills } = await open(3);
  const [first, second] = tills as [Till, Till, Till];
  const device = must(
    (await store.load([{ collection: 'pos_devices', id: first.device.device_id }])).values().next().value,
    'till',
  );
  const { stream: _, rev: __, ...locked } = { ...device, status: 'locked' };
  await record(node, storeId, [
    { kind: 'record.saved', user_id: null, body: { collection: 'pos_devices', record: locked } },
  ]);
  await record(node, storeId, [
    {
      kind: 'epoch.opened',
      user_id: null,
      body: {
        device_id: second.device.device_id,
        epoch: 2,
        till_number: 9,
        token_hash: 'a'.repeat(64),
        public_key: 'A'.repeat(43),
        pos_version: '1',
        reason: 'journal_lost',
      },
    },
  ]);
  const id = await receiveBatch(node, 100);
  await node.chores.grant();
  const holders = (await batchOf(store, id)).allotments.map(
    ({ device_id, epoch }) => `${device_id}/${epoch}`,
  );
  expect(holders.sort()).toEqual([`${second.device.device_id}/2`, `${tills[2]?.device.device_id}/1`].sort());
});

/** A batch of fifty, received at this till for itself. */
async function receiveOwn(till: Till): Promise<string> {
  const batch_id = batchId(storeId, instantGameId, 'OWN');
  await till.seal('stock.received', {
    batch_id,
    lottery_id: instantGameId,
    batch_number: 'OWN',
    quantity: 50,
    number_range: null,
    reorder_threshold: 1,
    shared: false,
    other_batch_ids: [],
    pos_version: '1',
  });
  return batch_id;
}

const release = (till: Till, batch_id: string, quantity: number) =>
  till.seal('stock.released', {
    batch_id,
    lottery_id: instantGameId,
    quantity,
    ranges: [],
    reason: 'for the other till',
    authorized_by: null,
    pos_version: '1',
  });

test('[STK1] a batch received at a till is its own: nothing is granted', async () => {
  const { store, node, tills } = await open(2);
  const [till] = tills as [Till];
  const batch_id = await receiveOwn(till);
  await node.upload(till.device, till.entries);
  await node.chores.grant();
  expect(granted(await batchOf(store, batch_id))).toEqual([50]);
});

test('[STK1] what a till gives back is for the others, and for itself again once all have given back', async () => {
  const { store, node, tills } = await open(2);
  const [till, other] = tills as [Till, Till];
  const batch_id = await receiveOwn(till);
  await release(till, batch_id, 50);
  await node.upload(till.device, till.entries);
  await node.chores.grant();
  const available = async () => {
    const batch = await batchOf(store, batch_id);
    return [till, other].map(({ device }) => availableTo(batch, device));
  };
  expect(await available()).toEqual([0, 20]);
  await node.chores.grant();
  expect(await available()).toEqual([0, 20]);
  await release(other, batch_id, 20);
  await node.upload(other.device, other.entries);
  await node.chores.grant();
  expect(await available()).toEqual([20, 20]);
});

test('[STK1] a started node grants by itself, as soon as there is stock, a till, or little left', async () => {
  const store = (await sqliteDatabase()).open();
  const node = openNode(store);
  await node.start();
  const id = await receiveBatch(node, 60);
  const till = await enrolTill(node, 1);
  const available = async () => availableTo(await batchOf(store, id), till.device);
  await vi.waitFor(async () => expect(await available()).toBe(20));
  await till.openShift();
  for (let n = 0; n < 11; n++) await till.sell({ batch_id: id });
  await node.upload(till.device, till.entries);
  await vi.waitFor(async () => expect(await available()).toBe(20));
  const second = await enrolTill(node, 2);
  await vi.waitFor(async () => expect(availableTo(await batchOf(store, id), second.device)).toBe(20));
  await node.stop();
  expect(node.errors).toEqual([]);
  await readSoundStreams(store, [storeId]);
});

test('[STK1] [STK2] whatever two nodes grant while tills sell offline, no more than the batch is sold', async () => {
  const operation = fc.oneof(
    fc.record({
      kind: fc.constant('sell' as const),
      till: fc.nat(2),
      tickets: fc.integer({ min: 1, max: 8 }),
    }),
    fc.record({ kind: fc.constant('upload' as const), till: fc.nat(2), node: fc.nat(1) }),
    fc.record({ kind: fc.constant('grant' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { maxLength: 40 }),
      fc.integer({ min: 5, max: 90 }),
      fc.boolean(),
      async (operations, stock, numbered) => {
        const database = await memoryDatabase();
        const store = database.open();
        const nodes = [openNode(store), openNode(database.open())] as const;
        const tills = [
          await enrolTill(nodes[0], 1),
          await enrolTill(nodes[0], 2),
          await enrolTill(nodes[0], 3),
        ];
        for (const till of tills) await till.openShift();
        const id = await receiveBatch(nodes[0], stock, { first: numbered ? 1 : null });
        /** What each till knows to be its own, as of its last pull, less what it sold since. */
        const own = new Map<Till, { left: number; numbers: number[] }>();
        for (const operation of operations) {
          if (operation.kind === 'grant') {
            await Promise.all(nodes.map((node) => node.chores.grant()));
            continue;
          }
          const till = must(tills[operation.till], 'till');
          if (operation.kind === 'upload') {
            await must(nodes[operation.node], 'node').upload(till.device, till.entries);
            const batch = await batchOf(store, id);
            const share = batch.allotments.find(({ device_id }) => device_id === till.device.device_id);
            const numbers = (share?.ranges ?? []).flatMap(({ from, to }) =>
              Array.from({ length: to - from + 1 }, (_, index) => from + index),
            );
            own.set(till, { left: availableTo(batch, till.device), numbers });
            continue;
          }
          const share = own.get(till);
          for (let n = 0; n < operation.tickets && share && share.left > 0; n++) {
            share.left -= 1;
            await till.sell({
              batch_id: id,
              serial: numbered ? must(share.numbers.shift(), 'number') : null,
            });
          }
        }
        for (const till of tills) await nodes[1].upload(till.device, till.entries);
        const batch = await batchOf(store, id);
        const sold = tills
          .flatMap(({ entries }) => entries)
          .filter(({ kind }) => kind === 'sale.completed').length;
        expect(batch.sold).toBe(sold);
        expect(batch.total_stock).toBe(batch.sold + batch.returned + batch.damaged + batch.remaining_stock);
        expect(unallotted(batch)).toBeGreaterThanOrEqual(0);
        if (numbered) expect(countOf(batch.pool)).toBe(unallotted(batch));
        const exceptions = await store.snapshotPage(storeId, ['exceptions'], null, 500);
        expect(exceptions.documents.map(({ value }) => 'code' in value && value.code)).toEqual([]);
        await readSoundStreams(store, [storeId]);
      },
    ),
    { seed: 20261122, numRuns: 30 },
  );
}, 60_000);
