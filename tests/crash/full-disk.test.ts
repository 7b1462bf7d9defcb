import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { freePort } from '../e2e/fixtures/server.ts';
import { quickPicks, sellFor } from '../till/counter.ts';
import { isSent, until } from '../till/machine.ts';
import { Counter, Wire } from './counters.ts';
import { expectEverythingOnce, readPostedBooks, untilAtRest } from './expect-books.ts';
import { placeAt, seedStores } from './seed-stores.ts';
import { ServerProcess } from './server-process.ts';
import { mountSmallDisk } from './small-disk.ts';

/** SQLite moves its WAL into the database, which grows, whenever it has reached 1,000 pages. */
const walBytesOfCheckpoint = 1_000 * 4096;

test('[SYN1] [SYN2] [SYN7] on a full disk the server takes nothing in and says so; with room again it goes on by itself', {
  timeout: 180_000,
}, async ({ skip }) => {
  const disk = mountSmallDisk(32);
  if ('skipped' in disk) return skip(disk.skipped);
  const where = { dataDir: join(disk.folder, 'data'), mongodbUri: null };
  const place = placeAt('NY1', 'A', 'manager');
  await seedStores(where);
  const port = await freePort();
  const server = new ServerProcess(port, { DATA_DIR: where.dataDir });
  await server.start();
  const readiness = async () => {
    const answer = await fetch(`${server.url}/api/ready`);
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
  const wire = new Wire(port);
  const counter = await Counter.open(wire, port, place);
  await counter.stop();
  const { till, sold } = counter;
  const sell = async () => void sold.push(await sellFor(till, quickPicks(till, 40)));

  // From now on a WAL that is written over needs no room: a checkpoint will be what the full disk comes to first.
  while (disk.sizeOf('data/tillside.sqlite-wal') < walBytesOfCheckpoint) {
    await sell();
    await until(till, 'sent', isSent);
  }
  expect(await readiness()).toEqual([200, undefined]);
  disk.fill();
  const { problem } = await sellUntilRefused();
  expect(problem).toMatchObject({ status: 503, code: 'server.disk_full' });
  for (let more = 0; more < 5; more++) await sell();
  expect(till.state().connection.unsent).toBeGreaterThan(5);
  expect(await readiness()).toEqual([503, 'server.disk_full']);
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  expect(server.output).toContain('The disk of the database is full: no entries are taken in.');
  expect(server.output).not.toMatch(/\bat .*\.ts:\d+/);

  disk.free();
  await expect.poll(readiness).toEqual([200, undefined]);
  // The till was told nothing: it tries again at its own time.
  await until(till, 'sent', isSent, 60_000);

  // Full once more, and now it dies of something else.
  disk.fill();
  await sellUntilRefused();
  await server.end('SIGKILL');
  disk.free();
  await server.start();
  till.sendNow();
  await until(till, 'sent', isSent, 60_000);

  // After an orderly end even opening the database needs room.
  await server.end('SIGTERM');
  disk.fill();
  expect(await once(server.spawn(), 'exit')).toEqual([2, null]);
  expect(server.output).toContain(`The disk of ${where.dataDir} is full. Free some space`);
  disk.free();
  await server.start();

  await untilAtRest([counter], where);
  await server.end('SIGTERM');
  const database = new DatabaseSync(join(where.dataDir, 'tillside.sqlite'));
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  database.close();
  expectEverythingOnce(await readPostedBooks(where), [counter], wire);

  async function sellUntilRefused() {
    for (;;) {
      await sell();
      const isTold = () => till.state().connection.unsent === 0 || till.state().connection.problem !== null;
      await until(till, 'an answer', isTold);
      if (till.state().connection.problem) return till.state().connection;
    }
  }
});
