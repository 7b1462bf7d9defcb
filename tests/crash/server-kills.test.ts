import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { HeadAnswer } from '../../shared/protocol/till.ts';
import { ownMongo } from '../e2e/fixtures/own-mongo.ts';
import { freePort } from '../e2e/fixtures/server.ts';
import { nonce } from '../server/proofs.ts';
import { Chance } from '../simulation/world/chance.ts';
import { Counter, Wire } from './counters.ts';
import { expectEverythingOnce, readPostedBooks, untilAtRest } from './expect-books.ts';
import { places, seedStores } from './seed-stores.ts';
import { ServerProcess } from './server-process.ts';

const seed = process.env.CRASH_SEED ?? String(randomInt(2 ** 32));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-crash-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A till whose entry was acknowledged would send it again if it were lost, and so hide that: the server is asked. */
async function expectHasAllAcknowledged(server: ServerProcess, wire: Wire): Promise<void> {
  const checked = [...wire.acknowledged].map(async ([authorization, acknowledged]) => {
    const answer = await fetch(`${server.url}/api/head?nonce=${nonce()}`, { headers: { authorization } });
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    const head = JSON.parse(text) as HeadAnswer;
    expect(head.seq).toBeGreaterThanOrEqual(acknowledged.seq);
    if (head.seq === acknowledged.seq) expect(head.hash).toBe(acknowledged.hash);
  });
  await Promise.all(checked);
}

/**
 * Kills the server, again and again, while tills sell and send; then everything must be there, once. `withinMs`: of an
 * upload's begin, as long as this database takes for some.
 */
async function killUnderLoad(
  where: Parameters<typeof seedStores>[0],
  { kills, withinMs }: { readonly kills: number; readonly withinMs: number },
): Promise<void> {
  const chance = new Chance(seed);
  await seedStores(where);
  const port = await freePort();
  const server = new ServerProcess(port, {
    DATA_DIR: where.dataDir,
    MONGODB_URI: where.mongodbUri ?? '',
    NODE_COMPILE_CACHE: join(where.dataDir, 'compiled'),
  });
  // Code is cached at an orderly end only; with it, each of the starts below is twice as fast.
  await server.start();
  await server.end('SIGTERM');
  await server.start();

  const wire = new Wire(port);
  const counters = await Promise.all(places.map((place) => Counter.open(wire, port, place)));
  let longestMs = withinMs;
  for (let killed = 1; killed <= kills; killed++) {
    const acknowledged = wire.hashes.size;
    for (let uploads = chance.int(4); uploads >= 0; uploads--) await wire.uploadBegins();
    await wait(chance.between(0, longestMs));
    await server.end('SIGKILL');
    // On a busy computer no upload may come through in time, and tills that get none through stop selling.
    longestMs = wire.hashes.size > acknowledged ? withinMs : 2 * longestMs;
    if (killed < kills && chance.happens(0.1)) {
      killed += 1;
      server.spawn();
      await wait(chance.between(50, 400));
      await server.end('SIGKILL');
    }
    await server.start();
    await expectHasAllAcknowledged(server, wire);
    for (const { till } of counters) till.sendNow();
  }
  await Promise.all(counters.map((counter) => counter.stop()));
  await untilAtRest(counters, where);
  await server.end('SIGTERM');
  const ledger = await readPostedBooks(where);
  expectEverythingOnce(ledger, counters, wire);
  expect(wire.hashes.size, 'acknowledgements').toBeGreaterThan(kills / 2);
}

const timeout = 400_000;

// The seed gives the moments; what the processes do in them is their own.
test(`[SYN1] [SYN2] [SYN7] [SYN9] [MNY3] 100 × SIGKILL of a server under load: nothing lost or doubled (CRASH_SEED=${seed})`, {
  timeout,
}, async () => {
  await killUnderLoad({ dataDir: await newFolder(), mongodbUri: null }, { kills: 100, withinMs: 12 });
});

test(`[SYN1] [SYN2] [SYN7] [SYN9] [MNY3] over MongoDB, 20 nodes are killed and the next one takes over (CRASH_SEED=${seed})`, {
  timeout,
}, async ({ skip }) => {
  const mongo = ownMongo();
  if (!mongo) skip('this run has no MongoDB');
  else {
    onTestFinished(mongo.drop);
    // One after the other, because FerretDB cannot bear two nodes that write at once.
    await killUnderLoad({ dataDir: await newFolder(), mongodbUri: mongo.uri }, { kills: 20, withinMs: 200 });
  }
});
