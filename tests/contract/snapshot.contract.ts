import { describe, expect, test } from 'vitest';
import { type CollectionName, keyText } from '../../shared/schema/collections.ts';
import type { BlockDocument, CentralStore } from '../../sync-server/store/port.ts';
import { changed, commit, created, idOf, makeBlock } from './blocks.ts';
import type { Current } from './central-store.contract.ts';

const collections: readonly CollectionName[] = ['store_draws', 'sales', 'stock_levels', 'shifts', 'tickets'];

export function declareSnapshotTests(current: Current): void {
  const keyOf = (document: Pick<BlockDocument, 'collection' | 'value'>): string =>
    keyText({ collection: document.collection, id: document.value._id });

  /** Two of each collection, ids interleaved. */
  const documentsOf = (stream: string, rev: number, from: number): BlockDocument[] =>
    [from, from + 7].flatMap((n) =>
      collections.map((collection, index) => created(collection, { _id: idOf(n * 10 + index), stream, rev })),
    );

  async function readAll(
    store: CentralStore,
    stream: string,
    limit: number,
    between: (page: number) => Promise<void> = async () => {},
  ) {
    const pages = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<CentralStore['snapshotPage']>> = await store.snapshotPage(
        stream,
        collections,
        after,
        limit,
      );
      pages.push(page.documents);
      after = page.next;
      await between(pages.length);
    } while (after !== null);
    return pages;
  }

  describe('snapshots', () => {
    test.each([1, 3, 4, 10, 11, 500])(
      '[SYN11] pages of %i are complete and in order of their keys',
      async (limit) => {
        const { store } = current();
        const documents = documentsOf('s', 1, 1);
        const others = [...documentsOf('other', 1, 100), created('users', { stream: 's', rev: 1 })];
        await commit(store, makeBlock({ stream: 's', position: 1, documents: [...documents, ...others] }));
        const pages = await readAll(store, 's', limit);
        const expected = documents.map(keyOf).sort();
        expect(pages.flat().map(keyOf)).toEqual(expected);
        expect(pages.map((page) => page.length)).toEqual(
          Array.from({ length: Math.ceil(10 / limit) }, (_, index) => Math.min(limit, 10 - index * limit)),
        );
        const values = new Map(documents.map((document) => [keyOf(document), document.value]));
        for (const document of pages.flat()) expect(document.value).toEqual(values.get(keyOf(document)));
      },
    );

    test('of nothing are one empty page', async () => {
      const { store } = current();
      const empty = { documents: [], next: null };
      expect(await store.snapshotPage('s', collections, null, 5)).toEqual(empty);
      expect(await store.snapshotPage('s', [], null, 5)).toEqual(empty);
    });

    test('[SYN11] with the blocks from their start on they are exact, though the stream moves on', async () => {
      const { store } = current();
      const stream = 's';
      const truth = new Map<string, BlockDocument>();
      let position = 0;
      const append = async (documents: readonly BlockDocument[]): Promise<void> => {
        position += 1;
        await commit(store, makeBlock({ stream, position, documents }));
        for (const document of documents) truth.set(keyOf(document), document);
      };
      await append(documentsOf(stream, 1, 20));

      const start = position;
      const pages = await readAll(store, stream, 3, async (page) => {
        const rev = position + 1;
        // Before and behind where the pages have got to.
        const inserted = page < 4 ? documentsOf(stream, rev, page % 2 === 0 ? page : 40 + page) : [];
        const edited = [...truth.values()].filter((_, index) => index % 4 === page % 4);
        await append([...inserted, ...edited.map((document) => changed(document, rev, {}))]);
      });
      const terminal = new Map(pages.flat().map((document) => [keyOf(document), document.value]));
      for (const { documents } of await store.readBlocks(stream, start - 1, 1_000)) {
        for (const document of documents ?? []) terminal.set(keyOf(document), document.value);
      }
      const expected = [...truth].map(([key, document]) => [key, document.value] as const);
      expect(new Map([...terminal].sort())).toEqual(new Map([...expected].sort()));
    });
  });
}
