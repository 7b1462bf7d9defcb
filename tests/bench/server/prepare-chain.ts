import { mkdir } from 'node:fs/promises';
import { instantAt } from '../../../shared/domain/instants.ts';
import { Refused } from '../../../shared/refusals/refused.ts';
import { ok } from '../../../shared/result.ts';
import { openStore } from '../../../sync-server/store/open.ts';
import type { CentralStore } from '../../../sync-server/store/port.ts';
import { createStreams } from '../../../sync-server/streams/create-streams.ts';
import type { Draft, Streams } from '../../../sync-server/streams/streams.ts';
import { bodyOf } from '../../kit/entries/body-of.ts';
import { BenchTill, batchOf, storeIdOf } from './bench-till.ts';

const entriesAtOnce = 100;

/**
 * Makes a database with stores, their stock and their terminals, each with an open shift and with so many sales
 * already taken in; through the appender, but without HTTP.
 */
export async function prepareChain(
  dataDir: string,
  size: { readonly stores: number; readonly tillsPerStore: number; readonly entries?: number },
): Promise<readonly BenchTill[]> {
  await mkdir(dataDir, { recursive: true });
  const store = await openStore({ dataDir, mongodbUri: null });
  const streams = streamsOver(store);
  const tills: BenchTill[] = [];
  for (let n = 1; n <= size.stores; n += 1) {
    await record(streams, storeIdOf(n), receiveBatch(n));
    for (let number = 1; number <= size.tillsPerStore; number += 1) {
      const till = new BenchTill(n, number);
      await record(streams, till.storeId, {
        kind: 'device.enrolled',
        user_id: null,
        body: till.enrolled(),
      });
      await upload(streams, till, [till.openShift()]);
      tills.push(till);
    }
  }
  const each = Math.floor((size.entries ?? 0) / tills.length);
  for (let done = 0; done < each; done += entriesAtOnce) {
    const count = Math.min(entriesAtOnce, each - done);
    // Together: they share a block.
    await Promise.all(tills.map((till) => upload(streams, till, till.sell(count, { signAll: false }))));
  }
  await streams.stop();
  await store.close();
  return tills;
}

const streamsOver = (store: CentralStore): Streams => {
  let nonces = 0;
  return createStreams({
    store,
    now: () => instantAt(Date.now()),
    random: () => `prepared-${++nonces}`,
    log: { info: () => {}, warn: () => {}, error: (details) => console.error(details) },
  });
};

async function record(streams: Streams, stream: string, draft: Draft): Promise<void> {
  const done = await streams.decide(stream, 'hq', async () => ok({ drafts: [draft], value: null }));
  if (!done.ok) throw new Refused(done.refusal);
}

async function upload(
  streams: Streams,
  till: BenchTill,
  entries: ReturnType<BenchTill['sell']>,
): Promise<void> {
  const device = { stream: till.storeId, device_id: till.deviceId, epoch: 1 };
  const done = await streams.upload(device, entries);
  if (!done.ok) throw new Refused(done.refusal);
}

const receiveBatch = (n: number): Draft => ({
  kind: 'stock.received',
  user_id: null,
  body: bodyOf('stock.received', { ...batchOf(n), quantity: 10_000_000, reorder_threshold: 100 }),
});
