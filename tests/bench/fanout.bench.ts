import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { must } from '../../shared/result.ts';
import { type Bench, figureOf, percentile } from './figure.ts';
import { BenchServer, type Memory, megabytes } from './server/bench-server.ts';
import { ListeningTerminal } from './server/listening-terminal.ts';
import { prepareChain } from './server/prepare-chain.ts';
import { post, prepareUploads } from './server/uploads.ts';

const tillsPerStore = 20;
const terminals = 500;
/** Of the whole chain: each of 500 terminals sells twice a minute. */
const salesPerSecond = 17;
const measuredSales = 300;

/** How long after a sale the other terminals of its store hold it, and what a connected terminal costs the server. */
export const bench: Bench = {
  group: 'fanout',
  async measure({ repetitions, scale, scratch, log }) {
    const stores = Math.max(2, Math.round((terminals * scale) / tillsPerStore));
    const p50: number[] = [];
    const p95: number[] = [];
    const bytes: number[] = [];
    for (let n = 1; n <= repetitions; n += 1) {
      const dataDir = join(scratch, `fanout-${n}`);
      const tills = await prepareChain(dataDir, {
        stores,
        tillsPerStore,
        entries: 10 * stores * tillsPerStore,
      });
      const server = await BenchServer.start(dataDir);
      const sightings = new Sightings();
      const connect = async (some: typeof tills) => {
        const all = some.map(
          (till) =>
            new ListeningTerminal(
              till,
              server.port,
              new Agent({ keepAlive: true, maxSockets: 1 }),
              (number) => {
                // Its own it had before.
                if (number !== till.lastTicket) sightings.saw(number);
              },
            ),
        );
        // Not all at once: that would measure the queue of a socket that listens.
        for (const terminal of all) await terminal.connect();
        return all;
      };
      const sales = Math.max(40, Math.round(measuredSales * scale));
      // What code and caches cost is there before the rest are counted; all of them would leave room that others reuse.
      const first = await connect(tills.slice(0, tillsPerStore));
      await sellAndSee(first, server.port, sightings, sales);
      const before = await server.memory();
      const listening = [...first, ...(await connect(tills.slice(tillsPerStore)))];
      const cpuBefore = await server.cpuSeconds();
      const { latencies, seconds } = await sellAndSee(listening, server.port, sightings, sales);
      const cpu = (await server.cpuSeconds()) - cpuBefore;
      const connected = await server.memory();
      for (const terminal of listening) terminal.disconnect();
      await server.stop();
      p50.push(percentile(latencies, 0.5));
      p95.push(percentile(latencies, 0.95));
      bytes.push((living(connected) - living(before)) / (listening.length - first.length));
      log(
        `${listening.length} terminals of ${stores} stores, ${latencies.length} sightings of ${sales} sales in ` +
          `${seconds.toFixed(1)} s, ${Math.round((100 * cpu) / seconds)} % of a processor; longest ` +
          `${Math.round(Math.max(...latencies))} ms; resident ${megabytes(before.rss)} with ` +
          `${first.length} of them, ${megabytes(connected.rss)} with all (heap ${megabytes(before.heapUsed)}, ` +
          `${megabytes(connected.heapUsed)})`,
      );
    }
    return {
      p50_ms: figureOf('ms', p50),
      p95_ms: figureOf('ms', p95, { atMost: 500 }),
      bytes_per_terminal: figureOf('bytes', bytes, { atMost: 100_000 }),
    };
  },
};

/** What is no garbage. Resident memory says nothing here: V8 gives back more than 500 connections take. */
const living = ({ heapUsed, external }: Memory): number => heapUsed + external;

/** Sells at a steady pace at one terminal after the other; resolves when all others of their stores have seen all. */
async function sellAndSee(
  terminals: readonly ListeningTerminal[],
  port: number,
  sightings: Sightings,
  sales: number,
): Promise<{ readonly latencies: readonly number[]; readonly seconds: number }> {
  const latencies: number[] = [];
  const sending: Promise<unknown>[] = [];
  const agents = new Map<ListeningTerminal, Agent>();
  const startedMs = performance.now();
  for (let sale = 0; sale < sales; sale += 1) {
    const seller = must(terminals[(sale * 7) % terminals.length], 'seller');
    const agent = agents.get(seller) ?? new Agent({ keepAlive: true, maxSockets: 1 });
    agents.set(seller, agent);
    const { till } = seller;
    const [body] = prepareUploads(till, 1).bodies;
    const number = till.lastTicket;
    // A sale starts when its time has come, also where the ones before it are not seen yet.
    await pause(Math.max(0, startedMs + (1_000 * sale) / salesPerSecond - performance.now()));
    const atMs = performance.now();
    sending.push(
      sightings.byAll(number, tillsPerStore - 1).then((seen) => {
        latencies.push(...seen.map((ms) => ms - atMs));
      }),
      post(agent, port, till.token, must(body, 'upload')),
    );
  }
  await Promise.all(sending);
  for (const agent of agents.values()) agent.destroy();
  return { latencies, seconds: (performance.now() - startedMs) / 1_000 };
}

/** When other terminals came to hold which ticket. */
class Sightings {
  readonly #seen = new Map<string, number[]>();
  readonly #waiting = new Map<string, { readonly count: number; readonly resolve: (at: number[]) => void }>();

  saw(number: string): void {
    const seen = this.#seen.get(number) ?? [];
    this.#seen.set(number, seen);
    seen.push(performance.now());
    const waiting = this.#waiting.get(number);
    if (seen.length === waiting?.count) waiting.resolve(seen);
  }

  /** When each of `count` terminals held it. */
  byAll(number: string, count: number): Promise<readonly number[]> {
    return new Promise((resolve) => this.#waiting.set(number, { count, resolve }));
  }
}
