import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectionNames, keyText } from '../../shared/schema/collections.ts';
import type { BlockDocument } from '../../sync-server/store/port.ts';
import { documentsOf } from '../kit/schema-values.ts';
import { changed, commit, created, loadValue, makeBlock, newId } from './blocks.ts';
import type { Current } from './central-store.contract.ts';

export function declareDocumentTests(current: Current): void {
  describe('documents', () => {
    test.each(collectionNames)(
      '[SYN9] %s come back as they were written, by insert and by replacement',
      async (name) => {
        const { store } = current();
        let position = 0;
        await fc.assert(
          fc.asyncProperty(documentsOf(name), documentsOf(name), async (first, second) => {
            const _id = newId();
            for (const [document, isNew] of [
              [first, true],
              [second, false],
            ] as const) {
              position += 1;
              const value = { ...document, _id, stream: 'chain', rev: position };
              const written: BlockDocument = { collection: name, created: isNew, value };
              await commit(store, makeBlock({ position, documents: [written] }));
              const kept = isNew ? {} : signsOfLifeOf(first);
              expect(await loadValue(store, written)).toEqual({ ...value, ...kept });
            }
          }),
          { numRuns: 8, seed: 20_261_122 },
        );
      },
    );

    test('load gives those that exist', async () => {
      const { store } = current();
      const documents = [
        created('sales', { stream: 'chain', rev: 1 }),
        created('tickets', { stream: 'chain', rev: 1 }),
        created('sales', { stream: 'chain', rev: 1 }),
      ];
      await commit(store, makeBlock({ position: 1, documents }));
      const keys = documents.map(({ collection, value }) => ({ collection, id: value._id }));
      const missing = [
        { collection: 'sales', id: newId() },
        { collection: 'stores', id: 'no id' },
      ] as const;
      const expected = new Map(
        documents.map(({ value }, index) => [keyText(keys[index] ?? missing[0]), value]),
      );
      expect(await store.load([...keys, ...missing])).toEqual(expected);
      expect(await store.load([])).toEqual(new Map());
    });

    test("[SYN2] writing a block's documents again changes nothing", async () => {
      const { store } = current();
      const first = created('inventory', { stream: 'chain', rev: 1, remaining_stock: 5 });
      const block = makeBlock({ position: 1, documents: [first] });
      await commit(store, block);
      await store.writeDocuments(block);
      const second = changed(first, 2, { remaining_stock: 4 });
      const next = makeBlock({
        position: 2,
        documents: [second, created('sales', { stream: 'chain', rev: 2 })],
      });
      await commit(store, next);
      await store.writeDocuments(next);
      await store.writeDocuments(next);
      expect(await loadValue(store, second)).toEqual(second.value);
    });

    test('[SYN2] what a block left half-written is completed by a repeat', async () => {
      const { store } = current();
      const old = created('inventory', { stream: 'chain', rev: 1, sold: 0 });
      await commit(store, makeBlock({ position: 1, documents: [old] }));
      const documents = [
        changed(old, 2, { sold: 3 }),
        ...[1, 2, 3, 4].flatMap(() => [
          created('tickets', { stream: 'chain', rev: 2 }),
          created('sales', { stream: 'chain', rev: 2 }),
        ]),
      ];
      const block = makeBlock({ position: 2, documents });
      // Some of the same collection written, some not: what a crash in the midst of a bulk leaves.
      await store.writeDocuments({
        ...block,
        documents: [1, 2, 7].flatMap((index) => documents[index] ?? []),
      });
      await commit(store, block);
      for (const document of documents) expect(await loadValue(store, document)).toEqual(document.value);
    });
  });
}

/** A replacement leaves these as they stand (see sync-server/store/signs-of-life.ts). */
function signsOfLifeOf(value: object): object {
  const names = ['last_login', 'last_seen', 'unsent', 'pos_version'];
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
