import { join } from 'node:path';
import { type Bench, type BenchOptions, type Figure, figureOf } from './figure.ts';
import { BareLoop } from './server/bare-loop.ts';
import { BenchServer, megabytes } from './server/bench-server.ts';
import type { BenchTill } from './server/bench-till.ts';
import { prepareChain } from './server/prepare-chain.ts';
import { prepareUploads, sendUploads } from './server/uploads.ts';

const chain = { stores: 2, tillsPerStore: 4 };
/** A server runs for weeks: its code is compiled before it is measured. */
const warmUpEntries = 4_000;
const measuredEntries = 24_000;
const measuredTurns = 6;

const fewEntries = 10_000;
const manyEntries = 1_000_000;
const growthEntries = 8_000;

/** How fast one node takes uploads in: beside a bare loop over the same rows, and as the database grows. */
export const bench: Bench = {
  group: 'ingest',
  async measure(options) {
    return { vs_loop: await measureBesideLoop(options), growth: await measureGrowth(options) };
  },
};

/** A tenth of the scale still warms up and grows in full. */
const atMostAll = (entries: number, scale: number) => entries * Math.min(1, 10 * scale);

/** Split evenly; written out before any clock starts. */
const prepare = (tills: readonly BenchTill[], entries: number) =>
  tills.map((till) => prepareUploads(till, Math.ceil(entries / tills.length)));

/**
 * Server and loop take turns over slices of the same rows, so that whatever else the machine does slows both: the server
 * takes uploads in, the loop inserts what came of them into a file of its own.
 */
async function measureBesideLoop({ repetitions, scale, scratch, log }: BenchOptions): Promise<Figure> {
  const samples: number[] = [];
  for (let n = 1; n <= repetitions; n += 1) {
    const dataDir = join(scratch, `ingest-${n}`);
    const tills = await prepareChain(dataDir, chain);
    const warmUp = prepare(tills, atMostAll(warmUpEntries, scale));
    const turns = Array.from({ length: measuredTurns }, () =>
      prepare(tills, (measuredEntries * scale) / measuredTurns),
    );
    const server = await BenchServer.start(dataDir);
    await sendUploads(server.port, warmUp);
    const loop = new BareLoop(join(dataDir, 'tillside.sqlite'), join(dataDir, 'loop.sqlite'));
    loop.run();
    const served = { entries: 0, seconds: 0, cpu: 0 };
    const looped = { seconds: 0, cpu: 0 };
    for (const uploads of turns) {
      const cpuBefore = await server.cpuSeconds();
      served.seconds += await sendUploads(server.port, uploads);
      served.cpu += (await server.cpuSeconds()) - cpuBefore;
      const { entries, seconds, cpuSeconds } = loop.run();
      served.entries += entries;
      looped.seconds += seconds;
      looped.cpu += cpuSeconds;
    }
    const { rss } = await server.memory();
    await server.stop();
    loop.close();
    samples.push(looped.seconds / served.seconds);
    const each = (seconds: number) => `${Math.round((seconds / served.entries) * 1e6)} µs`;
    log(
      `${served.entries} entries: ${Math.round(served.entries / served.seconds)}/s, ${each(served.cpu)} of processor ` +
        `each, ${megabytes(rss)} resident; the bare loop ${Math.round(served.entries / looped.seconds)}/s, ${each(looped.cpu)}`,
    );
  }
  return figureOf('ratio', samples, { atLeast: 0.4 });
}

/** Processor time an entry with many stored before it, over that with few; two servers take turns. */
async function measureGrowth({ repetitions, scale, scratch, log }: BenchOptions): Promise<Figure> {
  const few = await openGrown(join(scratch, 'few'), atMostAll(fewEntries, scale), scale);
  const startedMs = performance.now();
  const many = await openGrown(join(scratch, 'many'), manyEntries * scale, scale);
  const filledS = (performance.now() - startedMs) / 1_000;
  log(
    `filled with ${many.stored} entries in ${Math.round(filledS)} s, by a process of ${megabytes(process.memoryUsage().rss)}`,
  );
  const samples: number[] = [];
  for (let n = 1; n <= repetitions; n += 1) {
    const atFew = await few.measure();
    const atMany = await many.measure();
    samples.push(atMany.perEntry / atFew.perEntry);
    log(
      `with ${few.stored} entries ${Math.round(atFew.perEntry * 1e6)} µs each, ${megabytes(atFew.rss)} resident; ` +
        `with ${many.stored} ${Math.round(atMany.perEntry * 1e6)} µs, ${megabytes(atMany.rss)}`,
    );
  }
  await few.stop();
  await many.stop();
  return figureOf('ratio', samples, { atMost: 1.3 });
}

async function openGrown(dataDir: string, entries: number, scale: number) {
  const growth = atMostAll(growthEntries, scale);
  const tills = await prepareChain(dataDir, { ...chain, entries });
  const stored = tills.reduce((sum, { seq }) => sum + seq, 0);
  const warmUp = prepare(tills, atMostAll(warmUpEntries, scale));
  const server = await BenchServer.start(dataDir);
  await sendUploads(server.port, warmUp);
  return {
    stored,
    async measure(): Promise<{ readonly perEntry: number; readonly rss: number }> {
      const uploads = prepare(tills, growth);
      const cpuBefore = await server.cpuSeconds();
      await sendUploads(server.port, uploads);
      const perEntry = ((await server.cpuSeconds()) - cpuBefore) / growth;
      return { perEntry, rss: (await server.memory()).rss };
    },
    stop: () => server.stop(),
  };
}
