import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../shared/result.ts';
import type { Block, BlockDocument } from '../../sync-server/store/port.ts';
import { changed, commit, created, idOf, loadValue, makeBlock } from './blocks.ts';
import type { Current } from './central-store.contract.ts';

/** What may happen after each block is committed: a node that slept writes the documents of an older one. */
const rounds = fc.array(
  fc.record({
    touched: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
    late: fc.array(fc.record({ node: fc.nat({ max: 1 }), back: fc.nat({ max: 5 }) }), { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 6 },
);

export function declareLateWriterTests(current: Current): void {
  describe('late writers', () => {
    test('[SYN11] never overwrite what a later block wrote', async () => {
      const { store, open } = current();
      const late = await open();
      const first = created('shifts', { stream: 'chain', rev: 1 });
      const versions = [first, ...[2, 3, 4].map((rev) => changed(first, rev, { cash_in: rev }))];
      const blocks = versions.map((document, index) =>
        makeBlock({ position: index + 1, documents: [document] }),
      );
      for (const block of blocks) await commit(store, block);
      for (const block of [...blocks].reverse()) await late.writeDocuments(block);
      expect(await loadValue(store, first)).toEqual(versions[3]?.value);
    });

    test('[SYN11] that race: the one of the latest block prevails', async ({ skip }) => {
      const { store, open, racesSkipped } = current();
      skip(racesSkipped !== null, racesSkipped ?? '');
      const nodes = [store, await open(), await open()];
      for (let round = 0; round < 10; round += 1) {
        const stream = `s${round}`;
        const first = created('shifts', { stream, rev: 1 });
        await commit(store, makeBlock({ stream, position: 1, documents: [first] }));
        const versions = [2, 3, 4].map((rev) => changed(first, rev, { cash_in: rev }));
        const blocks = versions.map((document, index) =>
          makeBlock({ stream, position: index + 2, documents: [document] }),
        );
        for (const block of blocks) await store.append(block);
        await Promise.all(
          nodes.map((node, index) => node.writeDocuments(must(blocks[(index + round) % 3], 'block'))),
        );
        expect(await loadValue(store, first)).toEqual(versions[2]?.value);
      }
    });

    test('[SYN2] [SYN11] in whatever order end in the last version of each document', async () => {
      const { store, open } = current();
      const nodes = [store, await open()] as const;
      let run = 0;
      await fc.assert(
        fc.asyncProperty(rounds, async (all) => {
          run += 1;
          const stream = `s${run}`;
          const latest = new Map<number, BlockDocument>();
          const blocks: Block[] = [];
          for (const [index, { touched, late }] of all.entries()) {
            const rev = index + 1;
            const documents = touched.map((slot) => {
              const before = latest.get(slot);
              return before
                ? changed(before, rev, { on_hand: rev })
                : created('stock_levels', { stream, rev, lottery_id: idOf(slot) });
            });
            for (const [place, slot] of touched.entries())
              latest.set(slot, must(documents[place], 'document'));
            const block = makeBlock({ stream, position: rev, documents });
            blocks.push(block);
            await nodes[0].append(block);
            await nodes[1].writeDocuments(block);
            for (const { node, back } of late) {
              await nodes[node === 0 ? 0 : 1].writeDocuments(
                must(blocks[Math.max(0, index - back)], 'block'),
              );
            }
          }
          for (const document of latest.values()) {
            expect(await loadValue(store, document)).toEqual(document.value);
          }
        }),
        { numRuns: 12, seed: 7 },
      );
    });
  });
}
