import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMongoStore } from '../../sync-server/store/mongo.ts';
import { loadValue, makeBlock } from './blocks.ts';
import { prepareCrash, writtenCollections } from './half-written-block.ts';
import { openLossyProxy } from './lossy-proxy.ts';
import type { provideMongoDatabase } from './mongo-database.ts';
import { runNode } from './spawn-node.ts';

type Database = Awaited<ReturnType<typeof provideMongoDatabase>>;

export function declareMongoCrashTests(provide: () => Promise<Database>): void {
  let database: Database;
  beforeEach(async () => {
    database = await provide();
  });
  afterEach(() => database.drop());

  test.each([
    ['block-inserted', 0],
    ['amid-documents', 1],
  ] as const)(
    '[SYN1] [SYN2] a node killed at %s leaves a block that whoever comes next completes',
    async (dieAt, count) => {
      const store = await database.open();
      const { block } = await prepareCrash(store);
      const { signal } = await runNode({ place: database.place, do: 'commit', block, dieAt });
      expect(signal).toBe('SIGKILL');
      expect(await store.lastBlock('chain')).toEqual(block);
      expect(await writtenCollections(store, block)).toHaveLength(count);

      const last = await store.lastBlock('chain');
      if (last) await store.writeDocuments(last);
      for (const document of block.documents ?? []) {
        expect(await loadValue(store, document)).toEqual(document.value);
      }
    },
  );

  test.each(['request', 'answer'] as const)(
    '[SYN2] an append whose %s the network loses, twice, is appended once',
    async (lost) => {
      const proxy = await openLossyProxy(database.uri);
      const store = await openMongoStore(proxy.uri);
      try {
        await store.append(makeBlock({ position: 1 }));
        const block = makeBlock({ position: 2 });
        proxy.lose(lost, block.nonce, 2);
        expect(await store.append(block)).toBe('appended');
        expect(proxy.lost()).toBe(2);
        expect(await store.readBlocks('chain', 1, 9)).toEqual([block]);
      } finally {
        await store.close();
        await proxy.close();
      }
    },
  );

  test('[SYN2] an append whose answer is lost, and whose position another node had, is refused', async () => {
    const proxy = await openLossyProxy(database.uri);
    const store = await openMongoStore(proxy.uri);
    try {
      const other = makeBlock({ position: 1 });
      await (await database.open()).append(other);
      const block = makeBlock({ position: 1 });
      proxy.lose('answer', block.nonce, 1);
      expect(await store.append(block)).toBe('taken');
      expect(await store.readBlocks('chain', 0, 9)).toEqual([other]);
    } finally {
      await store.close();
      await proxy.close();
    }
  });

  test('a server that cannot be reached is an error, not a wait without end', async () => {
    const closed = await openLossyProxy(database.uri);
    await closed.close();
    await expect(openMongoStore(`${closed.uri}&serverSelectionTimeoutMS=200`)).rejects.toThrow();
  });
}
