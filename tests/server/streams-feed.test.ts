import fc from 'fast-check';
import type { Static } from 'typebox';
import { describe, expect, test } from 'vitest';
import { chainStream } from '../../shared/journal/entry.ts';
import type { Cursor, FeedDocument } from '../../shared/protocol/till.ts';
import { must } from '../../shared/result.ts';
import { type CollectionName, traitsOf } from '../../shared/schema/collections.ts';
import type { Streams } from '../../sync-server/streams/streams.ts';
import { allBlocks } from '../kit/books/read-ledger.ts';
import {
  aStore,
  aUser,
  enrolTill,
  minutesAfter,
  noon,
  openNode,
  otherStoreId,
  record,
  saved,
  storeId,
  type Till,
  userId,
} from './fixtures.ts';
import { heldAt } from './fixtures-laws.ts';
import { MemoryDatabase, openMemoryStore } from './fixtures-memory-store.ts';
import { databases, memoryDatabase, sqliteWithBackup } from './fixtures-stores.ts';

type Held = Map<string, Static<typeof FeedDocument>>;
const origin: Cursor = { position: 0, nonce: '' };

/** A terminal's puller, in short: applies answers to what it holds and keeps the cursor with it. */
class Puller {
  readonly held: Held = new Map();
  cursor = origin;
  readonly #storeId: string;
  readonly #stream: string;

  constructor(stream: string, of: string = storeId) {
    this.#stream = stream;
    this.#storeId = of;
  }

  /** One answer; whether there is more. */
  async pull(streams: Streams): Promise<boolean> {
    return this.#take(await streams.changes(this.#stream, this.#storeId, { after: this.cursor }));
  }

  async pullAll(streams: Streams): Promise<void> {
    while (await this.pull(streams));
  }

  async takeSnapshot(streams: Streams, limit: number): Promise<void> {
    this.held.clear();
    let after: string | null = null;
    let start: Cursor | null = null;
    let last: Cursor;
    do {
      const page = await streams.snapshot(this.#stream, this.#storeId, after, limit);
      this.#put(page.documents);
      start ??= page.start;
      last = page.last;
      after = page.next;
    } while (after !== null);
    let from = start.position;
    while (this.#take(await streams.changes(this.#stream, this.#storeId, { from, to: last.position }))) {
      from = this.cursor.position + 1;
    }
    expect(this.cursor).toEqual(last);
  }

  #take(answer: Awaited<ReturnType<Streams['changes']>>): boolean {
    if (!answer.ok) throw new Error(answer.refusal.code);
    this.#put(answer.value.documents);
    for (const { collection, id } of answer.value.removed) this.held.delete(`${collection}/${id}`);
    this.cursor = answer.value.cursor;
    return answer.value.more;
  }

  #put(documents: readonly Static<typeof FeedDocument>[]): void {
    for (const document of documents) this.held.set(`${document.collection}/${document.value._id}`, document);
  }
}

describe.each(databases)('the feed, on $engine', ({ provide }) => {
  test('[SYN5] [SYN11] after any answer a terminal holds exactly what stood at its position', async () => {
    const operation = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constant('sell' as const),
          till: fc.nat(1),
          count: fc.integer({ min: 1, max: 6 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('quarantine' as const), till: fc.nat(1) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('pull' as const) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('snapshot' as const),
          limit: fc.integer({ min: 1, max: 9 }),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { maxLength: 25 }),
        fc.integer({ min: 1, max: 12 }),
        async (operations, feedDocuments) => {
          const store = (await provide()).open();
          const node = openNode(store, { settings: { feedDocuments } });
          const tills = [await enrolTill(node, 1), await enrolTill(node, 2)] as const;
          for (const till of tills) await till.openShift();
          const puller = new Puller(storeId);
          for (const operation of operations) {
            const till = 'till' in operation ? must(tills[operation.till], 'till') : tills[0];
            switch (operation.kind) {
              case 'sell':
                for (let n = 0; n < operation.count; n++) await till.sell();
                await node.upload(till.device, till.entries);
                break;
              case 'quarantine':
                await till.sealAny('coffee.brewed', {});
                await node.upload(till.device, till.entries);
                break;
              case 'pull':
                await puller.pull(node);
                break;
              case 'snapshot':
                await puller.takeSnapshot(node, operation.limit);
            }
            const blocks = await allBlocks(store, storeId);
            expect(puller.held).toEqual(heldAt(blocks, puller.cursor.position, storeId));
          }
          await puller.pullAll(node);
          expect(puller.cursor.position).toBe((await allBlocks(store, storeId)).length);
        },
      ),
      { seed: 20261122, numRuns: 25 },
    );
  }, 60_000);

  test('[SYN6] a user who moves leaves the one store’s terminals and reaches the other’s', async () => {
    const store = (await provide()).open();
    const node = openNode(store, { settings: { feedDocuments: 1 } });
    const places = [
      { store_id: storeId, store_ids: [] },
      { store_id: otherStoreId, store_ids: [] },
      { store_id: otherStoreId, store_ids: [storeId] },
      { store_id: null, store_ids: [] },
      { store_id: storeId, store_ids: [otherStoreId] },
    ];
    const pullers = [storeId, otherStoreId].flatMap((of) => [
      { of, every: 1, puller: new Puller(chainStream, of) },
      { of, every: 2, puller: new Puller(chainStream, of) },
      { of, every: 9, puller: new Puller(chainStream, of) },
    ]);
    const check = async () => {
      const blocks = await allBlocks(store, chainStream);
      for (const { of, puller } of pullers)
        expect(puller.held).toEqual(heldAt(blocks, puller.cursor.position, of));
    };
    for (const [turn, place] of [...places, ...places.toReversed()].entries()) {
      await record(node, chainStream, [saved('users', aUser(place)), saved('stores', aStore())]);
      for (const { every, puller } of pullers) if (turn % every === 0) await puller.pull(node);
      await check();
    }
    for (const { puller } of pullers) await puller.pullAll(node);
    await check();
    const held = pullers.map(({ puller }) => puller.held.has(`users/${userId}`));
    expect(held).toEqual([true, true, true, false, false, false]);
  });

  test('[SEC3] secrets and signs of life are in no answer', async () => {
    const store = (await provide()).open();
    const node = openNode(store);
    await record(node, chainStream, [saved('users', aUser({ last_login: noon }))]);
    await enrolTill(node, 1);
    for (const stream of [chainStream, storeId]) {
      const changes = await node.changes(stream, storeId, { after: origin });
      const snapshot = await node.snapshot(stream, storeId, null, 100);
      const fed = [...(changes.ok ? changes.value.documents : []), ...snapshot.documents];
      expect(fed.length).toBeGreaterThan(0);
      for (const { collection, value } of fed) {
        const { secret } = traitsOf(collection as CollectionName);
        expect(secret.filter((field) => field in value)).toEqual([]);
        expect(collection).not.toBe('audit_logs');
        if (collection === 'users') expect(value.last_login).toBeNull();
        if (collection === 'pos_devices')
          expect(value).toMatchObject({ last_seen: null, pos_version: null, unsent: 0 });
      }
    }
  });

  test('[SYN11] a snapshot of many pages, taken while the stream moves on, ends exact', async () => {
    const store = (await provide()).open();
    const node = openNode(store, { settings: { feedDocuments: 20 } });
    const till = await enrolTill(node, 1);
    await till.openShift();
    for (let n = 0; n < 30; n++) await till.sell();
    await node.upload(till.device, till.entries);
    const moving = {
      ...node,
      snapshot: async (...range: Parameters<Streams['snapshot']>) => {
        await till.sell();
        await node.upload(till.device, till.entries.slice(-1));
        return node.snapshot(...range);
      },
    };
    const puller = new Puller(storeId);
    await puller.takeSnapshot(moving, 10);
    const blocks = await allBlocks(store, storeId);
    expect(puller.held).toEqual(heldAt(blocks, puller.cursor.position, storeId));
    await puller.pullAll(node);
    expect(puller.held).toEqual(heldAt(blocks, blocks.length, storeId));
  });

  test('[SYN11] a snapshot of an empty stream stands at position 0', async () => {
    const node = openNode((await provide()).open());
    const puller = new Puller(storeId);
    await puller.takeSnapshot(node, 10);
    expect(puller.cursor).toEqual(origin);
    await enrolTill(node, 1);
    expect(await puller.pull(node)).toBe(false);
    expect(puller.cursor.position).toBe(1);
  });

  test('[SYN5] what is no longer kept is answered by asking for a snapshot', async () => {
    const store = (await provide()).open();
    const node = openNode(store, { settings: { keepDocumentsMs: 3_600_000, keepDocumentsBlocks: 2 } });
    const till = await enrolTill(node, 1);
    const cursors: Cursor[] = [];
    for (let n = 0; n < 6; n++) {
      node.clock.at = minutesAfter(noon, 30 * n);
      await till.sell();
      await node.upload(till.device, till.entries.slice(-1));
      const block = must(await store.lastBlock(storeId), 'block');
      cursors.push({ position: block.position, nonce: block.nonce });
    }
    // Blocks 2 to 7 are of 12:00 to 14:30; those before 13:35 go, which leaves 14:00 and 14:30.
    node.clock.at = minutesAfter(noon, 155);
    await node.chores.trim();
    const kept = (await allBlocks(store, storeId)).map(({ documents }) => documents !== null);
    expect(kept).toEqual([false, false, false, false, false, true, true]);
    const asked = await Promise.all(
      [origin, ...cursors].map((after) => node.changes(storeId, storeId, { after })),
    );
    expect(asked.map(({ ok }) => ok)).toEqual([false, false, false, false, true, true, true]);
    expect(asked[0]).toMatchObject({ refusal: { code: 'snapshot_needed' } });
    expect(await node.changes(storeId, storeId, { from: 5, to: 7 })).toMatchObject({ ok: false });
    expect(await node.changes(storeId, storeId, { from: 6, to: 7 })).toMatchObject({ ok: true });

    node.clock.at = minutesAfter(noon, 60 * 24 * 365);
    await node.chores.trim();
    const left = (await allBlocks(store, storeId)).map(({ documents }) => documents !== null);
    expect(left).toEqual([false, false, false, false, false, true, true]);
  });

  test('[SYN12] a position of another history is answered by asking for a snapshot', async () => {
    const node = openNode((await provide()).open());
    await enrolTill(node, 1);
    for (const after of [
      { position: 1, nonce: 'other' },
      { position: 2, nonce: 'other' },
      { position: 0, nonce: 'other' },
      { position: 1, nonce: '' },
    ]) {
      expect(await node.changes(storeId, storeId, { after })).toMatchObject({
        refusal: { code: 'snapshot_needed' },
      });
    }
    expect(await node.changes(storeId, storeId, { from: 1, to: 2 })).toMatchObject({ ok: false });
    expect(await node.changes(storeId, storeId, { from: 0, to: 1 })).toMatchObject({ ok: true });
  });
});

test('[SYN12] a restored database is noticed by its nonces; the terminal sends again and ends exact', async () => {
  const database = await sqliteWithBackup();
  const savedStore = database.open();
  const before = openNode(savedStore);
  const till = await enrolTill(before, 1);
  await till.openShift();
  await before.upload(till.device, till.entries);
  await savedStore.close();
  await database.takeBackup();
  const lost = openNode(database.open());
  for (let n = 0; n < 5; n++) await till.sell();
  await lost.upload(till.device, till.entries);
  const puller = new Puller(storeId);
  await puller.pullAll(lost);

  const restoredStore = database.openBackup();
  const restored = openNode(restoredStore);
  await expect(puller.pull(restored)).rejects.toThrow('snapshot_needed');
  // Other entries take the positions, not the nonces.
  await enrolTill(restored, 2);
  await expect(puller.pull(restored)).rejects.toThrow('snapshot_needed');
  expect((await restored.head(till.device))?.seq).toBe(1);
  expect(await restored.upload(till.device, till.entries)).toMatchObject({ ok: true, value: { seq: 6 } });
  await puller.takeSnapshot(restored, 5);
  const blocks = await allBlocks(restoredStore, storeId);
  expect(puller.held).toEqual(heldAt(blocks, blocks.length, storeId));
});

test('[SYN5] [SYN11] snapshots and answers read while others write are never a mixture', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(6)), fc.integer({ min: 1, max: 20 }), async (delays, limit) => {
      const database = new MemoryDatabase();
      const slow = () =>
        openMemoryStore(database, async () => {
          for (let n = must(delays.next().value, 'delay'); n > 0; n--)
            await new Promise((go) => setImmediate(go));
        });
      const writers = [openNode(slow()), openNode(slow())] as const;
      const tills: readonly Till[] = await Promise.all([1, 2].map((number) => enrolTill(writers[0], number)));
      for (const till of tills) for (let n = 0; n < 8; n++) await till.sell();
      let writing = true;
      const write = Promise.all(
        tills.map(async (till, index) => {
          for (const entry of till.entries) await must(writers[index], 'writer').upload(till.device, [entry]);
        }),
      ).finally(() => {
        writing = false;
      });
      const reader = openNode(slow(), { settings: { feedDocuments: limit } });
      while (writing) {
        const puller = new Puller(storeId);
        await puller.takeSnapshot(reader, limit);
        await puller.pull(reader);
        const blocks = database.of(storeId);
        expect(puller.held).toEqual(heldAt(blocks, puller.cursor.position, storeId));
      }
      await write;
    }),
    { seed: 20261122, numRuns: 15 },
  );
}, 60_000);

test('[SYN5] whoever listens hears of each block of this node, and of those of others', async () => {
  const database = await memoryDatabase();
  const [one, two] = [openNode(database.open()), openNode(database.open())];
  const heard: string[] = [];
  const stop = one.onBlock((stream) => heard.push(stream));
  await enrolTill(one, 1);
  await one.chores.watch();
  expect(heard).toEqual([storeId]);
  await one.chores.watch();
  await enrolTill(one, 2);
  await one.chores.watch();
  expect(heard).toHaveLength(2);
  await record(two, chainStream, [saved('users', aUser())]);
  await enrolTill(two, 3);
  await one.chores.watch();
  expect(heard.slice(2).sort()).toEqual([storeId, chainStream].sort());
  stop();
  await enrolTill(one, 4);
  expect(heard).toHaveLength(4);
});

test('every block is told of as new once, whether its node or the watch saw it first', async () => {
  const provided = (await memoryDatabase()).open();
  let meanwhile = async () => {};
  const one = openNode({
    ...provided,
    // Between the insert and the moment at which its node hears of it.
    writeDocuments: async (block) => {
      await provided.writeDocuments(block);
      await meanwhile();
    },
  });
  const other = openNode(provided);
  let told = 0;
  await one.chores.watch();
  one.onBlock((_stream, blocks) => {
    told += blocks;
  });
  for (let n = 1; n <= 4; n++) {
    meanwhile = n % 2 === 0 ? () => one.chores.watch() : async () => {};
    await record(one, chainStream, [saved('users', aUser({ name: `${n}` }))]);
    await record(other, chainStream, [saved('users', aUser({ name: `other ${n}` }))]);
    await one.chores.watch();
  }
  expect(told).toBe(8);
});
