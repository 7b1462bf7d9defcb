import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMongoStore } from '../../sync-server/store/mongo.ts';
import type { Block, CentralStore } from '../../sync-server/store/port.ts';
import { created, loadValue, makeBlock } from './blocks.ts';
import { openLossyProxy } from './lossy-proxy.ts';
import type { provideMongoDatabase } from './mongo-database.ts';

type Database = Awaited<ReturnType<typeof provideMongoDatabase>>;

const stepDownSeconds = 5;
/** An election takes about twelve seconds, and what waits for it may begin twice. */
const timeoutMs = 120_000;

/** Failures in the midst of appends: what was acknowledged stands, and an unknown outcome becomes known by reading again. */
export function declareMongoElectionTests(provide: () => Promise<Database>): void {
  let database: Database;
  beforeEach(async () => {
    database = await provide();
  });
  afterEach(() => database.drop());

  test('[SYN1] [SYN2] connections that are cut in the midst of appends lose and double nothing', {
    timeout: timeoutMs,
  }, async () => {
    const proxy = await openLossyProxy(database.uri);
    const nodes = [await openMongoStore(proxy.uri), await openMongoStore(proxy.uri)];
    try {
      await expectNothingLost(nodes, await database.open(), async (round) => {
        proxy.lose(round % 2 === 0 ? 'request' : 'answer', 'insert', round);
      });
      expect(proxy.lost()).toBeGreaterThan(0);
    } finally {
      for (const node of nodes) await node.close();
      await proxy.close();
    }
  });

  test('[SYN1] [SYN2] a primary that steps down in the midst of appends loses and doubles nothing that was acknowledged', {
    timeout: timeoutMs,
  }, async ({ skip }) => {
    const client = new MongoClient(database.uri);
    try {
      const hello = await client.db('admin').command({ hello: 1 });
      skip(
        typeof hello.setName !== 'string' || (hello.hosts ?? []).length < 2,
        'an election needs MONGODB_TEST_URI of a replica set with several members',
      );
      const nodes = [await database.open(), await database.open()];
      const primaries = new Set([hello.primary]);
      await expectNothingLost(nodes, await database.open(), async (round) => {
        if (round !== 3) return;
        // The answer may be lost with the connection that asked.
        await client
          .db('admin')
          .command({ replSetStepDown: stepDownSeconds, force: true })
          .catch(() => undefined);
        primaries.add((await client.db('admin').command({ hello: 1 })).primary);
      });
      expect(primaries.size, 'another member became primary').toBeGreaterThan(1);
    } finally {
      await client.close();
    }
  });
}

/**
 * Each node appends, by its own idea of the end, while `disturb` is called at the beginning of each round. Whatever a
 * node was told is `appended` stands at its position once, with its document.
 */
async function expectNothingLost(
  nodes: readonly CentralStore[],
  observer: CentralStore,
  disturb: (round: number) => Promise<void>,
): Promise<void> {
  const acknowledged: Block[] = [];
  for (let round = 1; round <= 6; round += 1) {
    const disturbed = disturb(round);
    await Promise.all(
      nodes.map(async (node) => {
        for (let appended = 0; appended < 3; ) {
          const last = await whenItAnswers(() => node.lastBlock('chain'));
          const position = (last?.position ?? 0) + 1;
          const documents = [created('sales', { stream: 'chain', rev: position })];
          const block = makeBlock({ position, documents });
          if ((await whenItAnswers(() => node.append(block))) === 'taken') continue;
          await whenItAnswers(() => node.writeDocuments(block));
          acknowledged.push(block);
          appended += 1;
        }
      }),
    );
    await disturbed;
  }
  const stored = await observer.readBlocks('chain', 0, 1_000);
  expect(stored).toEqual(acknowledged.sort((a, b) => a.position - b.position));
  expect(stored.map(({ position }) => position)).toEqual(stored.map((_, index) => index + 1));
  for (const { documents } of stored) {
    for (const document of documents ?? [])
      expect(await loadValue(observer, document)).toEqual(document.value);
  }
}

/** As the appender does: a call that failed is made again, with the same block. */
async function whenItAnswers<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
