import { describe, expect, test } from 'vitest';
import type { Block } from '../../sync-server/store/port.ts';
import { commit, created, idOf, loadValue, makeBlock, makeEntry } from './blocks.ts';
import type { Current } from './central-store.contract.ts';

/** Whatever an entry's body may say, its keys are data. */
const strangeKeys = {
  'a.b': { $set: { 'c.$d': 1 } },
  $where: 'true',
  '': [{ '.': null }],
  __proto__: 1,
  'ключ\u0000': '\u0000',
  half: '\ud800',
};
const strangeBody = JSON.parse(JSON.stringify({ ...strangeKeys, ['__proto__']: { polluted: true } }));

export function declareBlockTests(current: Current): void {
  const positions = (blocks: readonly Block[]): number[] => blocks.map(({ position }) => position);

  describe('blocks', () => {
    test('[SYN1] what was appended is the last block, read back as it was, whatever its keys are called', async () => {
      const { store } = current();
      expect(await store.lastBlock('chain')).toBeNull();
      expect(await store.streams()).toEqual([]);
      const block = makeBlock({
        position: 1,
        entries: [
          { entry: makeEntry({ seq: 1 }), outcome: 'posted', address: '192.0.2.7' },
          {
            entry: makeEntry({ seq: 2, body: strangeBody, kind: 'no.such' }),
            outcome: 'quarantined',
            address: null,
          },
        ],
        documents: [
          { ...created('tickets', { stream: 'chain', rev: 1 }), scope_before: [idOf(7)] },
          created('users', { stream: 'chain', rev: 1 }),
        ],
        outgoing: [
          { target: idOf(8), seq: 1, prev_hash: '0'.repeat(64), entry: makeEntry({ body: strangeBody }) },
        ],
      });
      expect(await store.append(block)).toBe('appended');
      expect(await store.lastBlock('chain')).toEqual(block);
      expect(await store.lastBlock(idOf(9))).toBeNull();
      expect(await (await current().open()).lastBlock('chain')).toEqual(block);
    });

    test('[SYN2] a position is taken once: another block is refused, the same one again is success', async () => {
      const { store } = current();
      const first = makeBlock({ position: 1, documents: [created('sales', { stream: 'chain', rev: 1 })] });
      const second = makeBlock({ position: 1, documents: [created('sales', { stream: 'chain', rev: 1 })] });
      expect(await store.append(first)).toBe('appended');
      expect(await store.append(second)).toBe('taken');
      expect(await store.append(first)).toBe('appended');
      expect(await store.append({ ...second, stream: idOf(1) })).toBe('appended');
      expect(await store.readBlocks('chain', 0, 9)).toEqual([first]);
    });

    test('[SYN2] nothing of a refused block remains', async () => {
      const { store } = current();
      await commit(store, makeBlock({ position: 1 }));
      const lost = created('sales', { stream: 'chain', rev: 1 });
      const entry = makeEntry({ device_id: idOf(77) });
      await store.append(
        makeBlock({ position: 1, documents: [lost], entries: [{ entry, outcome: 'posted', address: null }] }),
      );
      expect(await loadValue(store, lost)).toBeUndefined();
      expect(await store.findEntries(entry.device_id, 1, 1, 9)).toEqual([]);
    });

    test('[SYN2] of nodes that append at one position exactly one wins, each time', async () => {
      const { open } = current();
      const nodes = await Promise.all([open(), open(), open()]);
      for (let position = 1; position <= 10; position += 1) {
        const attempts = await Promise.all(
          nodes.map(async (node) => {
            const block = makeBlock({ position });
            return { block, outcome: await node.append(block) };
          }),
        );
        const winners = attempts.filter(({ outcome }) => outcome === 'appended').map(({ block }) => block);
        expect(winners).toHaveLength(1);
        for (const node of nodes) expect(await node.lastBlock('chain')).toEqual(winners[0]);
      }
    });

    test('[SYN5] blocks are read ascending after a position, at most so many, of one stream', async () => {
      const { store } = current();
      for (let position = 1; position <= 12; position += 1) await store.append(makeBlock({ position }));
      await store.append(makeBlock({ position: 1, stream: idOf(1) }));
      expect(positions(await store.readBlocks('chain', 0, 5))).toEqual([1, 2, 3, 4, 5]);
      expect(positions(await store.readBlocks('chain', 8, 100))).toEqual([9, 10, 11, 12]);
      expect(await store.readBlocks('chain', 12, 5)).toEqual([]);
      expect(await store.readBlocks('none', 0, 5)).toEqual([]);
      expect((await store.lastBlock('chain'))?.position).toBe(12);
      expect([...(await store.streams())].sort()).toEqual([idOf(1), 'chain'].sort());
    });

    test('[SYN3] entries are found by device, epoch and range of seq, in every stream', async () => {
      const { store } = current();
      const found = (entries: readonly { stream: string; position: number; entry: { seq: number } }[]) =>
        entries.map(({ stream, position, entry }) => `${stream}/${position} ${entry.seq}`);
      const device = 'server@chain';
      const append = (stream: string, position: number, epoch: number, seqs: readonly number[]) =>
        store.append(
          makeBlock({
            stream,
            position,
            entries: seqs.flatMap((seq) => [
              {
                entry: makeEntry({ device_id: device, epoch, seq, body: strangeBody }),
                outcome: 'quarantined',
                address: null,
              },
              { entry: makeEntry({ device_id: idOf(5), epoch, seq }), outcome: 'posted', address: null },
            ]),
          }),
        );
      const huge = Number.MAX_SAFE_INTEGER;
      await append('a', 1, 1, [1, 2, 3]);
      await append('b', 1, 1, [3, 4]);
      await append('a', 2, 2, [1, 2]);
      await append('a', 3, 1, [9, 10, 11, huge]);
      expect(found(await store.findEntries(device, 1, 2, 4))).toEqual(['a/1 2', 'a/1 3', 'b/1 3', 'b/1 4']);
      expect(found(await store.findEntries(device, 1, 10, huge))).toEqual([
        'a/3 10',
        'a/3 11',
        `a/3 ${huge}`,
      ]);
      expect(found(await store.findEntries(device, 2, 1, 1))).toEqual(['a/2 1']);
      expect(await store.findEntries(device, 3, 1, 99)).toEqual([]);
      expect(await store.findEntries(device, 2, 1, 1)).toEqual([
        {
          stream: 'a',
          position: 2,
          entry: makeEntry({ device_id: device, epoch: 2, seq: 1, body: strangeBody }),
          outcome: 'quarantined',
          address: null,
        },
      ]);
    });

    test("trimming takes the documents of old blocks, never the last one's, and keeps all entries", async () => {
      const { store } = current();
      const blocks = Array.from({ length: 7 }, (_, index) =>
        makeBlock({
          position: index + 1,
          entries: [{ entry: makeEntry({ seq: index + 1 }), outcome: 'posted', address: null }],
          documents: [created('sales', { stream: 'chain', rev: index + 1 })],
        }),
      );
      for (const block of blocks) await commit(store, block);
      const trimmedBelow = (position: number) =>
        blocks.map((block) => (block.position < position ? { ...block, documents: null } : block));

      await store.trim('chain', 4);
      expect(await store.readBlocks('chain', 0, 9)).toEqual(trimmedBelow(4));
      await store.trim('chain', 2);
      expect(await store.readBlocks('chain', 0, 9)).toEqual(trimmedBelow(4));
      await store.trim('chain', 1_000);
      await store.trim('chain', 7);
      await store.trim('none', 7);
      expect(await store.readBlocks('chain', 0, 9)).toEqual(trimmedBelow(7));
      expect(await store.findEntries(idOf(1), 1, 1, 9)).toHaveLength(7);
      for (const block of blocks) {
        for (const document of block.documents ?? [])
          expect(await loadValue(store, document)).toEqual(document.value);
      }
      const [trimmed] = trimmedBelow(7);
      if (trimmed) await store.writeDocuments(trimmed);
    });

    test('trimming a long stream takes all of it, other streams nothing', async () => {
      const { store } = current();
      const count = 230;
      for (let position = 1; position <= count; position += 1) await store.append(makeBlock({ position }));
      const other = makeBlock({ stream: 'other', position: 1 });
      await store.append(other);
      await store.append(makeBlock({ stream: 'other', position: 2 }));
      await store.trim('chain', count + 5);
      const blocks = await store.readBlocks('chain', 0, 1_000);
      expect(blocks.filter(({ documents }) => documents !== null).map(({ position }) => position)).toEqual([
        count,
      ]);
      expect(await store.readBlocks('other', 0, 1)).toEqual([other]);
    });
  });
}
