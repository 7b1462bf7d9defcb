import { describe, expect, test } from 'vitest';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { idOf } from './blocks.ts';
import type { Current } from './central-store.contract.ts';
import { runNode } from './spawn-node.ts';

export function declareProcessTests(current: Current): void {
  const read = async (store: CentralStore): Promise<string[]> =>
    (await store.readBlocks('chain', 0, 100_000)).map(({ position, nonce }) => `${position} ${nonce}`);

  describe('processes', () => {
    test('[SYN2] several append to one stream: no position is lost, doubled or left out', async () => {
      const { store, place } = current();
      const devices = [1, 2, 3];
      const count = 12;
      const nodes = await Promise.all(
        devices.map((device) => runNode({ place, do: 'append', stream: 'chain', device, count })),
      );
      const reported = nodes.flatMap(({ lines }) => lines);
      const positionOf = (line: string): number => Number(line.split(' ')[0]);
      expect(await read(store)).toEqual(reported.sort((a, b) => positionOf(a) - positionOf(b)));
      expect(reported.map(positionOf)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
      for (const device of devices) {
        const entries = await store.findEntries(idOf(device), 1, 1, 100);
        expect(entries.map(({ entry }) => entry.seq)).toEqual(
          Array.from({ length: count }, (_, index) => index + 1),
        );
      }
    });

    test('[SYN1] what a process reported before it was killed stands, and the next one carries on', async () => {
      const { store, place } = current();
      const reported: string[] = [];
      for (const lines of [1, 17, 5]) {
        const task = { place, do: 'append', stream: 'chain', device: lines, count: null } as const;
        const killed = await runNode(task, lines);
        expect(killed.signal).toBe('SIGKILL');
        reported.push(...killed.lines);
      }
      const stored = await read(store);
      expect(stored).toEqual(expect.arrayContaining(reported));
      expect(stored.map((line) => Number(line.split(' ')[0]))).toEqual(stored.map((_, index) => index + 1));
    });
  });
}
