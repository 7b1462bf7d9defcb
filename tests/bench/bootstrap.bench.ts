import { join } from 'node:path';
import { DiskRoom } from '../../renderer/till/disk-room.ts';
import { DocumentDatabase } from '../../renderer/till/store/databases.ts';
import { Documents } from '../../renderer/till/store/documents.ts';
import type { EpochPapers } from '../../renderer/till/sync/papers.ts';
import { createServerCalls } from '../../renderer/till/sync/server-calls.ts';
import { loadSnapshot } from '../../renderer/till/sync/snapshot.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import { must } from '../../shared/result.ts';
import { type Bench, figureOf } from './figure.ts';
import { benchPlatform } from './server/bench-platform.ts';
import { BenchServer } from './server/bench-server.ts';
import { prepareChain } from './server/prepare-chain.ts';

const documentsOfStore = 100_000;
/** Its ticket and its sale: terminals do not hold audit logs. */
const documentsPerEntry = 2;

/**
 * How fast a new terminal gets its store's documents: the register's own puller in Node, with all its checks, over
 * RxDB's memory storage. So it is the server's pages and the puller that are measured, not IndexedDB.
 */
export const bench: Bench = {
  group: 'bootstrap',
  async measure({ repetitions, scale, scratch, log }) {
    const dataDir = join(scratch, 'bootstrap');
    const entries = (documentsOfStore * scale) / documentsPerEntry;
    const [till] = await prepareChain(dataDir, { stores: 1, tillsPerStore: 4, entries });
    const { token, storeId, deviceId } = must(till, 'till');
    const server = await BenchServer.start(dataDir);
    const samples: number[] = [];
    for (let n = 1; n <= repetitions; n += 1) {
      const platform = benchPlatform(`bootstrap-${n}`);
      const listener = { onAnswer: () => {}, onSilence: () => {} };
      const calls = createServerCalls(platform, `http://127.0.0.1:${server.port}`, listener);
      const database = await DocumentDatabase.open(platform, new DiskRoom(() => {}));
      const into = await Documents.open(await database.table('documents_a'), {
        deviceId,
        since: '2026-01-01',
      });
      const papers = { token, store_id: storeId } as EpochPapers;
      let documents = 0;
      const cpuBefore = await server.cpuSeconds();
      const startedMs = performance.now();
      const loaded = await loadSnapshot({
        papers,
        server: calls,
        into,
        received_at: null,
        onProgress: (count) => {
          documents = count;
        },
      });
      const seconds = (performance.now() - startedMs) / 1_000;
      const cpu = (await server.cpuSeconds()) - cpuBefore;
      if (!loaded.ok) throw new Refused(loaded.refusal);
      if (documents < entries * documentsPerEntry) throw new Error(`only ${documents} documents came`);
      await database.close();
      samples.push(documents / seconds);
      log(
        `${documents} documents in ${seconds.toFixed(1)} s, ${Math.round((cpu / documents) * 1e6)} µs of the server each`,
      );
    }
    await server.stop();
    return { documents_per_s: figureOf('documents/s', samples) };
  },
};
