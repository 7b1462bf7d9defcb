import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { readSoundStreams } from '../kit/books/read-ledger.ts';
import { enrolTill, openNode, storeId } from '../server/fixtures.ts';
import { idOf } from './blocks.ts';
import type { SharedDatabase } from './central-store.contract.ts';
import type { Upload } from './node-process.ts';
import { runNode } from './spawn-node.ts';

const count = 12;

export function describeProcesses(name: string, provide: () => Promise<SharedDatabase>): void {
  const positionOf = (line: string): number => Number(line.split(' ')[0]);
  const oneTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
  const read = async (store: CentralStore): Promise<string[]> =>
    (await store.readBlocks('chain', 0, 100_000)).map(({ position, nonce }) => `${position} ${nonce}`);

  describe(`${name}, from several processes`, { timeout: 60_000 }, () => {
    let database: SharedDatabase;
    let store: CentralStore;
    beforeEach(async () => {
      database = await provide();
      store = await database.open();
    });
    afterEach(() => database.drop());

    test('[SYN1] [SYN2] of those that append one is killed: no position is lost, doubled or left out', async () => {
      const { place } = database;
      const task = { place, do: 'append', stream: 'chain' } as const;
      const [killed, ...finished] = await Promise.all([
        runNode({ ...task, device: 4, count: null }, 5),
        ...[1, 2, 3].map((device) => runNode({ ...task, device, count })),
      ]);
      expect(killed.signal).toBe('SIGKILL');
      const stored = await read(store);
      expect(stored.map(positionOf)).toEqual(oneTo(stored.length));
      for (const { lines } of [killed, ...finished])
        expect(stored).toEqual(expect.arrayContaining([...lines]));
      for (const device of [1, 2, 3, 4]) {
        const entries = await store.findEntries(idOf(device), 1, 1, 1_000);
        expect(entries.map(({ entry }) => entry.seq)).toEqual(oneTo(entries.length));
        if (device < 4) expect(entries).toHaveLength(count);
        // What was under way when it was killed may stand or not; what it reported stands.
        else expect(entries.length - killed.lines.length).toBeOneOf([0, 1]);
      }
      expect(stored).toHaveLength((await store.findEntries(idOf(4), 1, 1, 1_000)).length + 3 * count);
    });

    test('[SYN1] what a process reported before it was killed stands, and the next one carries on', async () => {
      const reported: string[] = [];
      for (const lines of [1, 17, 5]) {
        const task = {
          place: database.place,
          do: 'append',
          stream: 'chain',
          device: lines,
          count: null,
        } as const;
        const killed = await runNode(task, lines);
        expect(killed.signal).toBe('SIGKILL');
        reported.push(...killed.lines);
      }
      const stored = await read(store);
      expect(stored).toEqual(expect.arrayContaining(reported));
      expect(stored.map(positionOf)).toEqual(oneTo(stored.length));
    });

    test('[SYN1] [SYN2] nodes take in the same uploads and one is killed: each entry stands once, heads and documents are right', async ({
      skip,
    }) => {
      skip(database.racesSkipped !== null, database.racesSkipped ?? '');
      const node = openNode(store);
      const tills = [await enrolTill(node, 1), await enrolTill(node, 2), await enrolTill(node, 3)];
      for (const till of tills) {
        await till.openShift();
        while (till.entries.length < count) await till.sell({ tickets: 1 + (till.entries.length % 3) });
      }
      // Each goes on from before the end of the last: whoever is first, the others come with what stands already.
      const rounds = [0, 3, 6, 9].map((from) =>
        tills.map(
          ({ device, entries }): Upload => ({
            device,
            entries: entries.slice(Math.max(0, from - 2), from + 3),
          }),
        ),
      );
      const folder = await mkdtemp(join(tmpdir(), 'tillside-uploads-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const takeIn = async (first: number, killAfter?: number) => {
        const uploads = rounds.flatMap((round) => [...round.slice(first), ...round.slice(0, first)]);
        const file = join(folder, `${first}.json`);
        await writeFile(file, JSON.stringify(uploads));
        return runNode(
          { place: database.place, do: 'upload', file, forever: killAfter !== undefined },
          killAfter,
        );
      };
      const nodes = await Promise.all([takeIn(0, 4), takeIn(1), takeIn(2)]);
      // Whoever was killed comes back with all it has.
      nodes.push(await takeIn(0));
      expect(nodes.map(({ signal }) => signal)).toEqual(['SIGKILL', null, null, null]);
      expect(nodes.slice(1).map(({ lines }) => lines.length)).toEqual(Array(3).fill(3 * rounds.length));
      for (const { device, entries } of tills) {
        const stored = await store.findEntries(device.device_id, 1, 1, 1_000);
        expect(stored.map(({ entry }) => entry)).toEqual(entries);
        const { seq, hash } = entries.at(-1) ?? {};
        expect(await openNode(store).head(device)).toMatchObject({ seq, hash });
      }
      await readSoundStreams(store, [storeId]);
    });
  });
}
